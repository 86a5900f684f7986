// SPDX-License-Identifier: Apache-2.0

/// The first thing in a log that does not fit: someone has edited the database, or it is damaged.
package enum AuditFinding: Hashable, Sendable, CustomStringConvertible {
    /// The entry's text or the leaf's hash is not what was hashed into the tree.
    case changedEntry(position: Int)
    /// The row's id, log or time says something else than the entry's text.
    case mislabelledEntry(position: Int)
    /// The entry's text is gone, though nothing says that it was pruned.
    case missingEntry(position: Int)
    case missingNode(NodeAddress)
    case changedNode(NodeAddress)
    /// An entry stands beyond the end of the tree.
    case strayEntry(position: Int)
    /// The checkpoint at this size is no signed checkpoint of this log.
    case forgedCheckpoint(size: Int)
    /// The entries up to a signed checkpoint are not those it was signed over.
    case rewrittenHistory(size: Int)
    /// A checkpoint was signed over more entries than there are: the end of the log was cut off.
    case cutOff(signedSize: Int, size: Int)
    /// Entries below this position are gone, and the evidence log does not say so.
    case unannouncedPruning(minimumPosition: Int)

    package var description: String {
        switch self {
        case .changedEntry(let position): "entry \(position) was changed"
        case .mislabelledEntry(let position): "entry \(position) stands under a wrong id, log or time"
        case .missingEntry(let position): "entry \(position) is missing"
        case .missingNode(let node): "the hash at level \(node.level), position \(node.position) is missing"
        case .changedNode(let node): "the hash at level \(node.level), position \(node.position) was changed"
        case .strayEntry(let position): "entry \(position) stands beyond the end of the tree"
        case .forgedCheckpoint(let size): "the checkpoint at size \(size) is not signed by this log"
        case .rewrittenHistory(let size): "the first \(size) entries are not those that were signed"
        case .cutOff(let signed, let size): "\(signed) entries were signed, \(size) are there"
        case .unannouncedPruning(let position): "entries below \(position) are gone without a record of pruning"
        }
    }
}

/// How far the check of one log is.
package struct AuditProgress: Hashable, Sendable {
    package let log: AuditLog
    package let done: Int
    package let total: Int
}

/// What checking one log came to.
package struct AuditReport: Hashable, Sendable {
    package let log: AuditLog
    package let size: Int
    package let minimumPosition: Int
    /// Committed entries that wait for their number.
    package let unnumbered: Int
    package let checkpoints: Int
    /// How many entries the newest checkpoint covers; the rest is not yet signed.
    package let signedSize: Int
    /// Nil when everything fits.
    package let finding: AuditFinding?
    /// What this log says of pruning in other logs: bodies below the position are gone.
    package let announcedPruning: [AuditLog: Int]

    package var isIntact: Bool { finding == nil }
}
