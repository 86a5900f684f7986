// SPDX-License-Identifier: Apache-2.0

import Storage

/// Which of the logs an entry belongs to: each is a tree of its own, with its own checkpoints.
package enum AuditLog: String, Sendable, CaseIterable, SQLEnum {
    /// Staff reads of personal data. Old bodies are pruned, their hashes kept.
    case access
    /// Consents, disclosures, erasures, publications: kept as long as the policy says.
    case evidence
    /// What superadmins did. Lives in the control store.
    case instance
}

/// What happened, as a dotted past-tense name: `erasure.completed`. Each mechanism and domain adds its own.
package struct AuditType: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { self.init(rawValue: value) }

    /// Bodies below an index were dropped from a log; the outcome says which log and index.
    package static let bodiesPruned: AuditType = "audit.bodies-pruned"
}
