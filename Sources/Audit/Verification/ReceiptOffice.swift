// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Makes receipts for entries that a checkpoint covers.
package struct ReceiptOffice: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package enum Outcome: Hashable, Sendable {
        case ready(AuditReceipt)
        /// The entry is committed, but no checkpoint covers it yet: ask again within a second, or flush the sequencer.
        case notYetSigned
        /// There is no such entry, or its text was pruned: receipts made earlier go on holding.
        case unknownEntry
    }

    /// - Parameter isOpened: adds the opening, as far as it is still there. For the person it is about, no one else.
    package func receipt(for entry: ID<AuditEntry>, opened isOpened: Bool = false) async throws -> Outcome {
        try await database.read { session in
            guard let record = try AuditQueries.entry(entry, in: session) else { return .unknownEntry }
            guard let position = record.position,
                let stored = try TreeQueries.latestCheckpoint(of: record.log, in: session), stored.size > position,
                let checkpoint = SignedNote(stored.note),
                let proof = try TreeQueries.tree(of: record.log, size: stored.size, in: session)
                    .inclusionProof(of: position)
            else { return .notYetSigned }
            let opening = isOpened ? try AuditQueries.opening(of: entry, in: session) : nil
            return .ready(
                AuditReceipt(
                    body: record.body, opening: opening, index: position, path: proof.path, checkpoint: checkpoint))
        }
    }
}
