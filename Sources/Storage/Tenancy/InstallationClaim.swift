// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The demand that a PostgreSQL database is this installation's, and for what it is used.
///
/// An empty database beside full ones is a loss, to be restored and not to be filled anew.
package struct InstallationClaim: Sendable {
    package let id: UUID
    /// Whether a database without a mark may take ours.
    package let mayBeNew: Bool

    package init(id: UUID, mayBeNew: Bool) {
        self.id = id
        self.mayBeNew = mayBeNew
    }

    /// Whether the database bears any installation's mark; false also when it has no tables yet.
    static func stands(at address: PostgreSQLAddress) throws -> Bool {
        try PostgreSQLStore.naming(address) {
            let connection = try PostgreSQLConnection(to: address, throughPooler: true)
            let tables = try connection.query("SELECT to_regclass('installation') IS NOT NULL") { try $0[0] as Bool }
            return try tables == [true] && mark(on: connection) != nil
        }
    }

    func settle(_ kind: DatabaseKind, at address: PostgreSQLAddress, on connection: PostgreSQLConnection) throws {
        let wanted = id.uuidString.lowercased()
        if mayBeNew {
            _ = try connection.trip([
                .init(
                    sql: "INSERT INTO installation (id, kind, mark) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING",
                    values: [.text(kind.rawValue), .text(wanted)])
            ])
        }
        guard let found = try Self.mark(on: connection) else {
            throw InstallationProblem.databaseMissing(path: "The content of \(address)")
        }
        guard found.kind == kind.rawValue, found.mark == wanted else {
            throw InstallationProblem.treesDiffer([
                "secrets: \(wanted)", "\(address), for \(found.kind): \(found.mark)",
            ])
        }
    }

    private static func mark(on connection: PostgreSQLConnection) throws -> (kind: String, mark: String)? {
        let marks: [(kind: String, mark: String)] = try connection.query("SELECT kind, mark FROM installation") { row in
            (try row[0], try row[1])
        }
        return marks.first
    }
}
