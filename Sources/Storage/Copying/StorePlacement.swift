// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// Puts built stores where an installation keeps its own, on either engine. Only for an installation that is empty.
package struct StorePlacement: Sendable {
    private let paths: StoragePaths
    private let installation: UUID
    private let clock: any WallClock

    /// Throws `InstallationNotEmpty` when anything is stored there already.
    package init(at paths: StoragePaths, installation: UUID, clock: any WallClock) throws {
        try Self.demandEmpty(paths)
        self.paths = paths
        self.installation = installation
        self.clock = clock
    }

    /// Marks the trees as one installation, and as not to be served until `finish`.
    package func begin() throws {
        let trees = paths.engine == .sqlite ? [paths.data, paths.keys, paths.secrets] : [paths.secrets]
        try PrivateFile.createFolder(at: paths.secrets)
        try PrivateFile.write("\(installation)\n", to: Self.unfinished(in: paths))
        for tree in trees {
            try PrivateFile.createFolder(at: tree)
            try InstallationMark.write(installation, in: tree)
        }
    }

    /// From here on the installation may be served.
    package func finish() throws {
        try FileManager.default.removeItem(at: Self.unfinished(in: paths))
    }

    /// There while a restore is under way, and when one was cut off.
    static func unfinished(in paths: StoragePaths) -> URL { paths.secrets.appending(path: "restore.unfinished") }

    /// Where to build a store's file: beside its place, or where only what is sealed may lie for a moment.
    package func buildingSite(_ kind: DatabaseKind) throws -> URL {
        let folder =
            switch (paths.engine, kind) {
            case (.postgreSQL, _): paths.secrets
            case (.sqlite, .keys): paths.keys
            case (.sqlite, .data), (.sqlite, .control): paths.data
            }
        return folder.appending(path: "building-\(UUID().uuidString).sqlite")
    }

    /// Takes a file that `StoreBuilder` made of an organisation's store; of the control store when there is none.
    package func place(_ file: URL, as kind: DatabaseKind, of organisation: OrganisationID?) async throws {
        switch paths.engine {
        case .sqlite:
            let place = self.place(of: kind, organisation)
            try PrivateFile.createFolder(at: place.deletingLastPathComponent())
            try FileManager.default.moveItem(at: file, to: place)
        case .postgreSQL(let settings):
            let store = try PostgreSQLStore(
                kind, in: settings, installation: InstallationClaim(id: installation, mayBeNew: true), clock: clock)
            try await fill(store.database(of: organisation), from: file)
            await store.close()
            try PrivateFile.removeDatabase(at: file)
        }
    }

    private func place(of kind: DatabaseKind, _ organisation: OrganisationID?) -> URL {
        switch (kind, organisation) {
        case (.data, let organisation?): paths.dataDatabase(of: organisation)
        case (.keys, let organisation?): paths.keysDatabase(of: organisation)
        case (.control, _), (_, nil): paths.controlDatabase
        }
    }

    /// Rows travel some hundreds at a time, those referred to first.
    private func fill(_ database: any Database, from file: URL) async throws {
        let connection = try SQLiteConnection(to: file, .readWrite(secureDelete: false))
        defer { connection.close() }
        let source = SQLiteSession(connection: connection)
        let shapes = try source.tableShapes()
        for table in try Self.referredToFirst(shapes, by: SchemaQueries.references(in: source)) {
            let columns = max(table.columns.count, 1)
            let rowsAtATime = min(200, 30_000 / columns)
            var last: [SQLValue]?
            while true {
                let rows = try source.rows(of: table, after: last, limit: rowsAtATime)
                if rows.isEmpty { break }
                let values = rows.flatMap { $0 }
                let statement = table.insertion(ofRows: rows.count)
                try await database.write { try $0.execute(statement, values) }
                last = rows.last.map { row in table.key.compactMap { table.columns.firstIndex(of: $0) }.map { row[$0] }
                }
            }
        }
    }

    /// An order in which no row comes before one it refers to.
    static func referredToFirst(_ tables: [TableShape], by references: [String: Set<String>]) -> [TableShape] {
        var (placed, waiting): ([TableShape], [TableShape]) = ([], tables)
        while !waiting.isEmpty {
            let names = Set(placed.map(\.name))
            let ready = waiting.filter { (references[$0.name] ?? []).subtracting([$0.name]).isSubset(of: names) }
            // Tables that refer to each other in a circle cannot be ordered; the database says so when it refuses a row.
            let next = ready.isEmpty ? waiting : ready
            placed += next
            waiting.removeAll { next.contains($0) }
        }
        return placed
    }

    private static func demandEmpty(_ paths: StoragePaths) throws {
        switch paths.engine {
        case .sqlite:
            let held = [paths.data, paths.keys].flatMap { tree in
                ["control.sqlite", "organisations"].map { tree.appending(path: $0).path }
            }
            if let first = held.first(where: FileManager.default.fileExists(atPath:)) {
                throw InstallationNotEmpty(place: first)
            }
        case .postgreSQL(let settings):
            for address in [settings.control, settings.data, settings.keys]
            where try InstallationClaim.stands(at: address) { throw InstallationNotEmpty(place: "\(address)") }
        }
    }
}

/// A backup is restored to where nothing is: what stands there might be all that is left.
package struct InstallationNotEmpty: Error, CustomStringConvertible {
    package let place: String

    package var description: String {
        "\(place) is not empty. A backup is restored to an empty installation: move what is there aside, or name other "
            + "folders or databases."
    }
}
