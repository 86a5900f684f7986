// SPDX-License-Identifier: Apache-2.0

package import Values

/// A policy as it was published: its text can still be read, whatever came after it.
package struct PublishedPolicy: Hashable, Sendable {
    package let version: PolicyVersion
    package let revisedOn: RevisionDate
    package let publishedAt: Instant
    /// The canonical text, which reads back to the same declarations.
    package let content: String
    /// Since when nobody can accept it any more; nil while it stands.
    package let withdrawnAt: Instant?

    /// The declarations of the time. Nil if they use a name this release no longer knows.
    package var policy: Policy? {
        PolicySource(text: content, file: "version \(version.short)").read().policy
    }
}
