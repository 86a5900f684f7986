// SPDX-License-Identifier: Apache-2.0

import Audit
import Values

extension ReceiptOffice {
    /// The receipt of an entry just written, as text: numbered and signed first.
    func signed(_ entry: ID<AuditEntry>, by sequencer: Sequencer) async throws -> String {
        try await sequencer.flush()
        guard case .ready(let receipt) = try await receipt(for: entry) else { throw ReceiptMissing() }
        return receipt.text
    }
}

/// The entry was committed and flushed, and still no checkpoint covers it.
struct ReceiptMissing: Error {}
