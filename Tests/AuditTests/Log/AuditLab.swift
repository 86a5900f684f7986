// SPDX-License-Identifier: Apache-2.0

import Audit
import Crypto
import Foundation
import Storage
import Synchronization
import TestKit
import Values

/// A database with logs, and a sequencer driven by hand.
struct AuditLab: Sendable {
    let database: any Database
    let clock: FixedWallClock
    let signer: LogSigner
    let sequencer: Sequencer
    let failures: Failures
    /// Where the key lies in a real installation, and what was signed last.
    let secrets: URL

    /// Writes and numbers `count` entries, one second apart, and signs.
    @discardableResult
    func record(
        _ count: Int = 1, in log: AuditLog = .evidence, about person: PersonID? = nil, flushing isFlushing: Bool = true
    ) async throws -> [AuditEntry] {
        var entries: [AuditEntry] = []
        for _ in 0..<count {
            entries.append(AuditEntry(log: log, type: "thing.happened", at: clock.now(), about: person))
            clock.advance(by: .seconds(1))
        }
        try await insert(entries)
        if isFlushing { try await sequencer.flush() }
        return entries
    }

    func insert(_ entries: [AuditEntry]) async throws {
        try await database.write { session in
            for entry in entries { try entry.insert(in: session) }
        }
    }

    func verify(_ log: AuditLog = .evidence) async throws -> AuditReport {
        try await AuditVerifier(database: database, key: signer.key(of:)).verify(log)
    }

    func state(of log: AuditLog = .evidence) async throws -> TreeState {
        try await database.read { try TreeQueries.state(of: log, in: $0) }
    }

    func checkpoints(of log: AuditLog = .evidence) async throws -> [StoredCheckpoint] {
        try await database.read { try TreeQueries.checkpoints(of: log, in: $0) }
    }

    /// What someone with the database file and no scruples does.
    func tamper(_ sql: String, _ values: [SQLValue] = []) async throws {
        let changed = try await database.write { session in
            // The one function here that the engines name differently.
            let sql =
                session.engine == .sqlite
                ? sql : sql.replacing(/zeroblob\((\d+)\)/) { "decode(repeat('00', \($0.1)), 'hex')" }
            return try session.execute(sql, values)
        }
        precondition(changed > 0, "nothing was tampered with")
    }
}

/// What the sequencer reported.
final class Failures: Sendable {
    private let errors = Mutex<[any Error]>([])

    var all: [any Error] { errors.withLock { $0 } }
    func add(_ error: any Error) { errors.withLock { $0.append(error) } }
}

func withAuditLab(alongside tables: [SequencedTable] = [], _ body: (AuditLab) async throws -> Void) async throws {
    let clock = FixedWallClock(.testTime)
    try await withTemporaryDirectory { secrets in
        try await withTemporaryDatabase(.data, clock: clock) { database in
            let signer = LogSigner(
                base: "shop.example/organisations/o1", privateKey: .init(), heads: SignedHeads(in: secrets))
            let failures = Failures()
            let sequencer = Sequencer(
                database: database, signer: signer, alongside: tables, clock: clock, onFailure: { failures.add($0) })
            try await body(
                AuditLab(
                    database: database, clock: clock, signer: signer, sequencer: sequencer, failures: failures,
                    secrets: secrets))
        }
    }
}
