// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

extension SQLiteDatabase {
    /// Opens the database of a kind and brings it to this program's schema.
    ///
    /// Throws `MigrationError` when the database belongs to a newer program or a released migration was edited.
    package static func open(_ kind: DatabaseKind, at file: URL, clock: any WallClock) throws -> SQLiteDatabase {
        try open(kind, at: file, migrations: Migration.bundled(for: kind), clock: clock)
    }

    package static func open(
        _ kind: DatabaseKind, at file: URL, migrations: [Migration], clock: any WallClock
    ) throws -> SQLiteDatabase {
        try SQLiteDatabase(at: file, secureDelete: kind == .keys) { connection in
            try Migrations(migrations, at: clock.now()).apply(on: connection)
        }
    }

    /// Opens a database of one organisation; throws `InstallationProblem.foreignDatabase` when the file is another's.
    static func open(
        _ kind: DatabaseKind, at file: URL, owner: OrganisationID, clock: any WallClock
    ) throws -> SQLiteDatabase {
        let migrations = try Migration.bundled(for: kind)
        return try SQLiteDatabase(at: file, secureDelete: kind == .keys) { connection in
            guard try connection.belongs(to: owner) else {
                throw InstallationProblem.foreignDatabase(path: file.path)
            }
            try Migrations(migrations, at: clock.now()).apply(on: connection)
        }
    }
}
