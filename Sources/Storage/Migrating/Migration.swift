// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Synchronization

/// One step of a schema, read from `Migrations/<kind>/NNNN_name.sql`: neutral DDL, untouched once released.
package struct Migration: Hashable, Sendable {
    package let number: Int
    package let name: String
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// SHA-256 of the text: what a database remembers of it, to notice that it was changed afterwards.
    var digest: [UInt8] {
        Array(SHA256.hash(data: Data(sql.utf8)))
    }

    /// The statements for SQLite: every table STRICT, and clustered on its primary key, which our ids make the order of
    /// reading anyway.
    var statementsForSQLite: [String] {
        SQLText.statements(in: sql).map { statement in
            let words = statement.prefix(40).split(whereSeparator: \.isWhitespace).prefix(2).map { $0.uppercased() }
            return words == ["CREATE", "TABLE"] ? statement + " STRICT, WITHOUT ROWID" : statement
        }
    }
}

extension Migration {
    /// The migrations this program was built with, by number; read once.
    package static func bundled(for kind: DatabaseKind) throws -> [Migration] {
        try read.withLock { read in
            if let known = read[kind] { return known }
            let found = try all(in: Bundle.module.bundleURL.appending(path: "Migrations/\(kind.rawValue)"))
            read[kind] = found
            return found
        }
    }

    private static let read = Mutex<[DatabaseKind: [Migration]]>([:])

    static func all(in folder: URL) throws -> [Migration] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let migrations = try files.filter { $0.pathExtension == "sql" }.map { file in
            let parts = file.deletingPathExtension().lastPathComponent.split(separator: "_", maxSplits: 1)
            guard parts.count == 2, parts[0].count == 4, let number = Int(parts[0]) else {
                throw MigrationError.misnamed(file.lastPathComponent)
            }
            return Migration(
                number: number, name: String(parts[1]), sql: try String(contentsOf: file, encoding: .utf8))
        }.sorted { $0.number < $1.number }
        for (earlier, later) in zip(migrations, migrations.dropFirst()) where earlier.number == later.number {
            throw MigrationError.twice(later.number, earlier.name, later.name)
        }
        return migrations
    }
}
