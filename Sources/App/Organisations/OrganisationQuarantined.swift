// SPDX-License-Identifier: Apache-2.0

import Audit
import Storage
import Synchronization
import Values

/// An organisation that is not opened: its pages answer 503, providers are told to deliver again later, no job of it runs, nothing
/// leaves. The others are served.
struct OrganisationQuarantined: Error, CustomStringConvertible {
    enum Reason {
        /// The data are older than what was signed over them: somebody put an old copy back. Serving it would sell, send and sign what
        /// contradicts receipts in other people's hands.
        case olderThanSignatures(InconsistentTree)
        /// The data came back from a backup, and the third parties have not been asked yet what happened since.
        case notReconciled(takenAt: Instant)
    }

    let business: String
    let reason: Reason

    var description: String {
        switch reason {
        case .olderThanSignatures(let fork):
            "\(business) is quarantined: its \(fork.log.rawValue) log has \(fork.size) entries, and others were signed, up to "
                + "\(fork.signedSize). The data folder is older than the secrets folder: put its newest copy back, or restore a "
                + "backup. Until then nothing of it is served, sent or signed. sampan doctor says more."
        case .notReconciled(let takenAt):
            "\(business) is quarantined: its data were restored from a backup of \(takenAt). It opens when its third parties "
                + "have been asked what became of what was under way then."
        }
    }
}

/// Who waits to be reconciled in this process.
final class Unreconciled: Sendable {
    private let waiting = Mutex<[OrganisationID: Organisation]>([:])

    func add(_ organisation: Organisation) { waiting.withLock { $0[organisation.id] = organisation } }
    func remove(_ organisation: Organisation) { waiting.withLock { $0[organisation.id] = nil } }
    var all: [Organisation] { waiting.withLock { Array($0.values) } }
}
