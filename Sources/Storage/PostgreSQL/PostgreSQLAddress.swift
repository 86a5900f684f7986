// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import Foundation

/// Where a PostgreSQL database is and as whom to connect: what libpq makes of a URL.
///
/// Source: https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING. Prints without its password.
package struct PostgreSQLAddress: Hashable, Sendable {
    /// Connection parameters by libpq's names, only those that the URL sets.
    private(set) var parameters: [String: String]

    /// Throws `InstallationProblem.unusable` when libpq does not understand the URL.
    package init(url: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            // libpq's message repeats the URL, and with it the password.
            PQfreemem(message)
            throw InstallationProblem.unusable(
                path: "A database address", reason: "It is not of the form postgresql://user@host:port/database.")
        }
        defer { PQconninfoFree(options) }
        parameters = [:]
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        guard parameters["dbname"] != nil, parameters["user"] != nil else {
            throw InstallationProblem.unusable(
                path: "A database address", reason: "It must name both a user and a database.")
        }
    }

    package var user: String { parameters["user"] ?? "" }
    package var database: String { parameters["dbname"] ?? "" }
    package var password: String? { parameters["password"] }

    /// The same database as somebody else.
    package func `as`(user: String, password: String?) -> PostgreSQLAddress {
        var other = self
        other.parameters["user"] = user
        other.parameters["password"] = password
        return other
    }

    /// Another database of the same cluster.
    package func naming(database: String) -> PostgreSQLAddress {
        var other = self
        other.parameters["dbname"] = database
        return other
    }
}

extension PostgreSQLAddress: CustomStringConvertible, CustomReflectable {
    package var description: String {
        "postgresql://\(user)@\(parameters["host"] ?? "local"):\(parameters["port"] ?? "5432")/\(database)"
    }

    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
