// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Values

/// The databases of one organisation. Whoever keeps this, or one of the two, keeps the files open.
package struct OrganisationStores: Sendable {
    package let data: any Database
    package let keys: any Database
}

/// Opens organisations on demand and brings their databases to the program's schema.
package final class OrganisationDatabases: Sendable {
    private let engine: any OrganisationEngine
    private let paths: StoragePaths
    private let clock: any WallClock

    /// - Parameter maximumOpen: with files, beyond so many organisations one that nobody holds is closed.
    package init(at paths: StoragePaths, clock: any WallClock, maximumOpen: Int = 64) {
        self.paths = paths
        self.clock = clock
        engine =
            switch paths.engine {
            case .sqlite: SQLiteOrganisations(at: paths, clock: clock, maximumOpen: maximumOpen)
            case .postgreSQL(let settings): PostgreSQLOrganisations(in: settings, at: paths, clock: clock)
            }
    }

    package var openCount: Int { engine.openCount }

    /// Brings databases that organisations share to the program's schema; files are when they are opened.
    package func prepare() throws {
        try engine.prepare()
    }

    /// The databases of an organisation that has them; throws `InstallationProblem.databaseMissing` when a file is gone.
    package func open(_ organisation: OrganisationID) throws -> OrganisationStores {
        try engine.open(organisation, creating: false)
    }

    /// Writes a fresh copy of an organisation's key store to the tree of keys, in place of the one before, and opens it.
    package func copyKeys(of organisation: OrganisationID) async throws -> any Database {
        let file = paths.keysCopy(of: organisation)
        try PrivateFile.createFolder(at: file.deletingLastPathComponent())
        try PrivateFile.removeDatabase(at: file)
        try await open(organisation).keys.copy(to: file)
        return try SQLiteDatabase.open(.keys, at: file, clock: clock)
    }

    /// Closes the databases of one organisation, if nobody holds them any more. The next to ask opens them again.
    package func release(_ organisation: OrganisationID) async {
        await engine.release(organisation)
    }

    /// Finishes the writes already waiting and closes every database; every later use throws `StorageError.closed`.
    package func close() async {
        await engine.close()
    }

    /// Makes what is missing. Only for an organisation not yet known to have databases: making an empty store beside a
    /// full one would hide a loss.
    func create(_ organisation: OrganisationID) throws {
        _ = try engine.open(organisation, creating: true)
    }
}
