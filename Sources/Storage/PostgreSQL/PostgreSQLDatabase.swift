// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Synchronization
import Values

/// One organisation's part of a PostgreSQL database, or with no organisation the instance's own database.
///
/// Closing it closes the view; the connections belong to the pool, which serves every organisation.
package final class PostgreSQLDatabase: Database {
    private let pool: PostgreSQLPool
    private let changes: PostgreSQLChanges
    private let kind: DatabaseKind
    private let organisation: OrganisationID?
    private let clock: any WallClock
    private let state = Mutex(State())
    /// Empties the tables of what was deleted, as their owner; nil when the owner's password is not ours to know.
    private let vacuum: (@Sendable () async throws -> Void)?

    private struct State {
        var isClosed = false
        var subscriptions: [PostgreSQLChanges.Subscription] = []
    }

    init(
        _ pool: PostgreSQLPool, _ kind: DatabaseKind, changes: PostgreSQLChanges, of organisation: OrganisationID?,
        clock: any WallClock,
        vacuum: (@Sendable () async throws -> Void)? = nil
    ) {
        self.pool = pool
        self.kind = kind
        self.changes = changes
        self.clock = clock
        self.organisation = organisation
        self.vacuum = vacuum
    }

    /// Others may write as well: what is remembered of this database may be outdated after a moment.
    package var isShared: Bool { true }

    /// Stops the running statement when the task is cancelled. A task that is cancelled already is doing its last
    /// duties and is left to finish them.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try demandOpen()
        let organisation = organisation
        let stop = Task.isCancelled ? nil : PostgreSQLStop()
        return try await withTaskCancellationHandler {
            try await pool.run(of: organisation) { worker, since in
                defer { if stop?.end() == true { worker.disconnect() } }
                return try worker.read(of: organisation, since: since, onStart: { try stop?.begin($0) }, body)
            }
        } onCancel: {
            stop?.cancel()
        }
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try demandOpen()
        let (organisation, changes) = (organisation, changes)
        return try await pool.run(of: organisation) { worker, since in
            let (result, hasChanged) = try worker.write(of: organisation, since: since, body)
            if hasChanged { changes.note(organisation) }
            return result
        }
    }

    package func afterCommit(_ listener: @escaping @Sendable () -> Void) {
        let subscription = changes.subscribe(to: organisation, listener)
        state.withLock { $0.subscriptions.append(subscription) }
    }

    /// Has the space of deleted rows freed for others to overwrite, when the owner's account is known; else autovacuum
    /// does so within minutes.
    ///
    /// That is all PostgreSQL can promise: freed bytes stay in their pages until used again, and in the write-ahead log
    /// until it is recycled. What makes such remains worthless is that keys are wrapped under the epoch's secret, which
    /// lies elsewhere and is destroyed with each rotation.
    package func scrub() async throws {
        try demandOpen()
        try await vacuum?()
    }

    package func copy(to file: URL) async throws {
        let (kind, clock) = (kind, clock)
        try await read { session in
            // There when a lost connection has the closure run again.
            try PrivateFile.removeDatabase(at: file)
            PrivateFile.create(at: file)
            let connection = try SQLiteConnection(to: file, .readWrite(secureDelete: kind == .keys))
            defer { connection.close() }
            try Migrations(Migration.bundled(for: kind), at: clock.now()).apply(on: connection)
            try DatabaseCopy(from: session, to: connection).run()
        }
    }

    package func close() async {
        let subscriptions = state.withLock { state in
            state.isClosed = true
            defer { state.subscriptions = [] }
            return state.subscriptions
        }
        withExtendedLifetime(subscriptions) {}
    }

    private func demandOpen() throws {
        guard !state.withLock({ $0.isClosed }) else { throw StorageError.closed }
    }
}
