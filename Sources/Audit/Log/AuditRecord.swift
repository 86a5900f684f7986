// SPDX-License-Identifier: Apache-2.0

package import Values

/// An entry as it stands in the log.
package struct AuditRecord: Hashable, Sendable {
    package let id: ID<AuditEntry>
    package let log: AuditLog
    package let recordedAt: Instant
    /// The canonical text, exactly as hashed.
    package let body: String
    /// Nil until the sequencer has numbered it.
    package let position: Int?

    /// What the entry says; nil only when the row has been tampered with.
    package var statement: AuditStatement? { AuditStatement(canonicalText: body) }

    package var leaf: TreeHash { .leaf(body.utf8) }
}
