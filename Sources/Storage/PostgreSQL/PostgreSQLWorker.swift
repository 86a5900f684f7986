// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// Runs closures in transactions on one connection, which it opens when needed and again when it was lost.
///
/// Belongs to one thread and blocks it.
final class PostgreSQLWorker {
    private let address: PostgreSQLAddress
    private let throughPooler: Bool
    private var connection: PostgreSQLConnection?
    /// Since when the server has counted what it does: it begins anew after a crash, and only then.
    private var life: String?

    /// How long somebody may wait for a server that is being restarted.
    private static let patience: TimeInterval = 10
    private static let maximumTries = 40

    init(for address: PostgreSQLAddress, throughPooler: Bool) {
        self.address = address
        self.throughPooler = throughPooler
    }

    /// Reads from one snapshot. `onStart` gets what can stop the statements from elsewhere, before the first is sent.
    func read<Result>(
        of organisation: OrganisationID?, since start: Date, onStart: (PostgreSQLCanceller?) throws -> Void = { _ in },
        _ body: (any SQLSession) throws -> Result
    ) throws -> Result {
        try repeating(since: start) { connection in
            try onStart(connection.canceller)
            let transaction = PostgreSQLTransaction(.read, on: connection, of: organisation)
            do {
                let result = try body(transaction)
                if let failure = transaction.failure { throw failure }
                try transaction.release()
                return result
            } catch {
                transaction.rollBack()
                throw transaction.reason(of: error)
            }
        }
    }

    /// Runs the closure in one serializable transaction, again after a conflict or a lost connection, and returns once it
    /// is committed; the second value says whether anything was changed.
    func write<Result>(
        of organisation: OrganisationID?, since start: Date, _ body: (any SQLSession) throws -> Result
    ) throws -> (Result, Bool) {
        try repeating(since: start) { connection in
            let (transaction, life) = (PostgreSQLTransaction(.write, on: connection, of: organisation), life)
            let result: Result
            do {
                result = try body(transaction)
                if let failure = transaction.failure { throw failure }
            } catch {
                transaction.rollBack()
                throw transaction.reason(of: error)
            }
            do {
                try transaction.commit()
            } catch PostgreSQLError.connectionLost(let reason) {
                guard let id = transaction.id else { return (result, false) }
                guard try wasCommitted(id, by: life) else { throw PostgreSQLError.connectionLost(reason) }
            }
            return (result, transaction.id != nil)
        }
    }

    /// Runs commands of the driver's own outside any business transaction.
    func run(_ commands: [PostgreSQLConnection.Command], since start: Date) throws {
        try repeating(since: start) { _ = try $0.trip(commands) }
    }

    func disconnect() {
        connection = nil
    }

    private func repeating<Result>(
        since start: Date, _ body: (PostgreSQLConnection) throws -> Result
    ) throws -> Result {
        var tries = 0
        while true {
            tries += 1
            do {
                return try body(try usableConnection())
            } catch let error as PostgreSQLError {
                let isLate = start.timeIntervalSinceNow < -Self.patience || tries >= Self.maximumTries
                switch error {
                case .conflict where !isLate:
                    pause(after: tries, longest: 0.05)
                case .connectionLost where !isLate:
                    connection = nil
                    pause(after: tries, longest: 0.5)
                default:
                    throw error.forCallers
                }
            }
        }
    }

    /// Between half and all of a time that doubles: those who met once shall not meet again.
    private func pause(after tries: Int, longest: TimeInterval) {
        let base = min(0.001 * pow(2, Double(tries)), longest)
        Thread.sleep(forTimeInterval: .random(in: base / 2...base))
    }

    private func usableConnection() throws -> PostgreSQLConnection {
        if let connection, connection.isUsable { return connection }
        connection = nil
        let fresh = try PostgreSQLConnection(to: address, throughPooler: throughPooler)
        life = try fresh.query("SELECT CAST(stats_reset AS text) FROM pg_stat_bgwriter") { row in
            try row[0] as String
        }.first
        connection = fresh
        return fresh
    }

    /// What became of a transaction whose COMMIT was sent and never answered.
    ///
    /// The server knows by its id (https://www.postgresql.org/docs/15/functions-info.html, `pg_xact_status`); the old
    /// session may still be at it for a moment. After a crash ids that never reached the disk are given again, so a
    /// "committed" may then be somebody else's; any other answer still proves that ours was not.
    /// Throws `StorageError.outcomeUnknown` when the server cannot be asked or cannot know.
    private func wasCommitted(_ id: SQLValue, by life: String?) throws -> Bool {
        let asking = Date()
        let question = PostgreSQLConnection.Command(
            sql: "SELECT pg_xact_status(CAST($1 AS xid8))", values: [id])
        while asking.timeIntervalSinceNow > -Self.patience {
            connection = nil
            do {
                let connection = try usableConnection()
                let hasCrashed = self.life != life
                do {
                    let answer = try connection.trip([question])[0].value(row: 0, column: 0)
                    switch answer {
                    case .text("committed"):
                        guard !hasCrashed else { throw StorageError.outcomeUnknown }
                        return true
                    case .text("in progress") where !hasCrashed: break
                    case .text("aborted"), .text("in progress"): return false
                    default: throw StorageError.outcomeUnknown
                    }
                } catch PostgreSQLError.refused {
                    // An id that the server has not given yet.
                    guard hasCrashed else { throw StorageError.outcomeUnknown }
                    return false
                }
            } catch PostgreSQLError.connectionLost {
                // Still being restarted.
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw StorageError.outcomeUnknown
    }
}
