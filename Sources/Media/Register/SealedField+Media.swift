// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The sealed columns of files. Numbers 90 to 99 belong to them; a number is never changed and never reused.
extension SealedField {
    package static let mediaName = SealedField(table: "media", column: "name", number: 90, category: .chatMessage)
    /// Digest, size and number of pieces of the whole.
    package static let mediaSeal = SealedField(table: "media", column: "seal", number: 91, category: .chatMessage)
    package static let mediaContent = SealedField(
        table: "media_chunks", column: "content", number: 92, category: .chatMessage)
}
