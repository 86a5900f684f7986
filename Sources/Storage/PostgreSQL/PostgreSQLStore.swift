// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Values

/// One database of the installation with its connections and its ear for changes, for all organisations together.
package final class PostgreSQLStore: Sendable {
    private let pool: PostgreSQLPool
    private let changes: PostgreSQLChanges
    private let owner: PostgreSQLAddress?
    private let kind: DatabaseKind
    private let clock: any WallClock

    /// - Parameter installation: whose database it must be; nil demands nothing.
    package init(
        _ kind: DatabaseKind, in settings: PostgreSQLSettings, installation: InstallationClaim? = nil,
        migrations: [Migration]? = nil, clock: any WallClock
    ) throws {
        let connection = try Self.connect(kind, in: settings, migrations: migrations, clock: clock)
        let address = settings.address(of: kind)
        if let installation {
            try Self.naming(address) { try installation.settle(kind, at: address, on: connection) }
        }
        self.kind = kind
        self.clock = clock
        owner = settings.ownerAddress(of: kind)
        pool = PostgreSQLPool(
            to: address, connections: settings.connections, throughPooler: settings.throughPooler)
        changes = PostgreSQLChanges(in: pool)
    }

    /// Brings the database to this program's schema when the owner's account is known; else demands that it is there.
    ///
    /// Throws `MigrationError`, or `InstallationProblem` when the server cannot be reached or the account that serves
    /// could get around row security.
    package static func prepare(
        _ kind: DatabaseKind, in settings: PostgreSQLSettings, clock: any WallClock
    ) throws {
        _ = try connect(kind, in: settings, migrations: nil, clock: clock)
    }

    private static func connect(
        _ kind: DatabaseKind, in settings: PostgreSQLSettings, migrations: [Migration]?, clock: any WallClock
    ) throws -> PostgreSQLConnection {
        let address = settings.address(of: kind)
        return try naming(address) {
            if settings.throughPooler { try demandTransactions(at: address) }
            let steps = PostgreSQLMigrations(
                try migrations ?? Migration.bundled(for: kind), of: kind, at: clock.now())
            if let owner = settings.ownerAddress(of: kind) {
                let connection = try PostgreSQLConnection(to: owner, throughPooler: settings.throughPooler)
                try steps.apply(on: connection, for: address.user)
            }
            let connection = try PostgreSQLConnection(to: address, throughPooler: settings.throughPooler)
            try steps.verify(on: connection)
            guard try !escapesRowSecurity(connection) else {
                throw InstallationProblem.powerfulRole(user: address.user, database: "\(address)")
            }
            return connection
        }
    }

    /// The database as an organisation sees it; the instance's own has none.
    package func database(of organisation: OrganisationID?) -> PostgreSQLDatabase {
        var vacuum: (@Sendable () async throws -> Void)?
        if kind == .keys, let owner {
            vacuum = { [pool] in
                try await pool.run { _, _ in
                    try Self.naming(owner) {
                        try PostgreSQLConnection(to: owner, throughPooler: pool.throughPooler)
                            .run(["VACUUM (SKIP_LOCKED) person_keys, lookups, credentials"])
                    }
                }
            }
        }
        return PostgreSQLDatabase(
            pool, kind, changes: changes, of: organisation, clock: clock, vacuum: vacuum)
    }

    /// Finishes what waits and disconnects.
    package func close() async {
        changes.end()
        await pool.close()
    }

    /// Throws when a pooler gives every statement to another session: nothing could be done whole.
    private static func demandTransactions(at address: PostgreSQLAddress) throws {
        do {
            try PostgreSQLConnection(to: address, throughPooler: true).run(["BEGIN", "SELECT 1", "COMMIT"])
        } catch is PostgreSQLError {
            throw InstallationProblem.unusable(
                path: "\(address)", reason: "Its pooler allows no transactions: set pool_mode to transaction.")
        }
    }

    /// Whether the account is one that policies do not bind, or that could lift them.
    private static func escapesRowSecurity(_ connection: PostgreSQLConnection) throws -> Bool {
        try connection.query(
            """
            SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (
                SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
            FROM pg_roles r WHERE r.rolname = current_user
            """
        ) { try $0[0] as Bool }.first ?? true
    }

    /// Whether data and keys lie in one cluster, told by the moment its server started.
    package static func dataAndKeysShareCluster(_ settings: PostgreSQLSettings) throws -> Bool {
        let starts = try [settings.data, settings.keys].map { address in
            try naming(address) {
                try PostgreSQLConnection(to: address, throughPooler: true)
                    .query("SELECT CAST(pg_postmaster_start_time() AS text)") { try $0[0] as String }
            }
        }
        return starts[0] == starts[1]
    }

    /// Names the database in whatever goes wrong while it is opened.
    static func naming<Result>(_ address: PostgreSQLAddress, _ open: () throws -> Result) throws -> Result {
        do {
            return try open()
        } catch let problem as InstallationProblem {
            throw problem
        } catch PostgreSQLError.connectionLost(let reason) {
            throw InstallationProblem.unusable(path: "\(address)", reason: reason)
        } catch let error as PostgreSQLError {
            throw InstallationProblem.unusable(path: "\(address)", reason: "\(error.forCallers)")
        } catch {
            throw InstallationProblem.unusable(path: "\(address)", reason: "\(error)")
        }
    }
}
