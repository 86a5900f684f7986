// SPDX-License-Identifier: Apache-2.0

package import Storage
import Values

/// Opens a PostgreSQL database, whatever the engine of the run: a fresh organisation's part of one that all tests share,
/// or for the control store a database of its own.
@discardableResult
package func withTemporaryTables<Result>(
    _ kind: DatabaseKind, _ body: (PostgreSQLDatabase) async throws -> Result
) async throws -> Result {
    switch kind {
    case .data, .keys:
        let database = sharedTables(kind, of: .random())
        let result = try await body(database)
        await database.close()
        return result
    case .control:
        return try await withDatabase(try TestCluster.data.makeDatabase(kind)) { name in
            let store = try PostgreSQLStore(
                kind, in: TestCluster.data.settings(everywhere: name), clock: FixedWallClock(.testTime))
            let result = try await body(store.database(of: nil))
            await store.close()
            return result
        }
    }
}

/// Opens a PostgreSQL database whose only tables are those of `schema`, as a fresh organisation.
@discardableResult
package func withTemporaryTables<Result>(
    schema: String, _ body: (PostgreSQLDatabase) async throws -> Result
) async throws -> Result {
    try await withTemporaryStore(schema: schema) { store, _ in
        try await body(store.database(of: .random()))
    }
}

/// The same with the store itself, for tests of several organisations, and the database's name.
@discardableResult
package func withTemporaryStore<Result>(
    schema: String, connections: Int = 4, throughPooler: Bool = false, in cluster: TestCluster = .data,
    _ body: (PostgreSQLStore, String) async throws -> Result
) async throws -> Result {
    try await withDatabase(try cluster.makeDatabase(), in: cluster) { name in
        let migration = Migration(number: 1, name: "test", sql: schema)
        let settings = try cluster.settings(everywhere: name, connections: connections, throughPooler: throughPooler)
        let store = try PostgreSQLStore(
            .data, in: settings, migrations: [migration], clock: FixedWallClock(.testTime))
        let result = try await body(store, name)
        await store.close()
        return result
    }
}

/// Databases of every kind for one installation, gone afterwards.
func withPostgreSQLSettings<Result>(
    _ body: (PostgreSQLSettings) async throws -> Result
) async throws -> Result {
    try await withDatabase(try TestCluster.data.makeDatabase(.data)) { data in
        try await withDatabase(try TestCluster.data.makeDatabase(.control)) { control in
            try await withDatabase(try TestCluster.keys.makeDatabase(.keys), in: .keys) { keys in
                try await body(
                    PostgreSQLSettings(
                        data: TestCluster.data.address(of: data), keys: TestCluster.keys.address(of: keys),
                        control: TestCluster.data.address(of: control),
                        owner: .init(user: TestCluster.owner, password: nil), connections: 4))
            }
        }
    }
}

private func withDatabase<Result>(
    _ name: String, in cluster: TestCluster = .data, _ body: (String) async throws -> Result
) async throws -> Result {
    defer { cluster.drop(name) }
    return try await body(name)
}

/// The part of an organisation in the database of keys, or else of data, that all tests share.
func sharedTables(_ kind: DatabaseKind, of organisation: OrganisationID) -> PostgreSQLDatabase {
    (kind == .keys ? SharedStores.keys : SharedStores.data).database(of: organisation)
}

/// The databases that most tests share, each as an organisation of its own.
private enum SharedStores {
    static let data = open(.data, in: .data)
    static let keys = open(.keys, in: .keys)

    private static func open(_ kind: DatabaseKind, in cluster: TestCluster) -> PostgreSQLStore {
        do {
            let name = try cluster.makeDatabase(kind)
            return try PostgreSQLStore(
                kind, in: cluster.settings(everywhere: name, connections: 8), clock: FixedWallClock(.testTime))
        } catch {
            fatalError("no shared database for the tests: \(error)")
        }
    }
}
