// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The sealed columns of conversations. Numbers 50 to 59 belong to it; a number is never changed and never reused.
extension SealedField {
    package static let messageText = SealedField(table: "messages", column: "text", number: 50, category: .chatMessage)
    package static let contactIdentifier = SealedField(
        table: "contact_identifiers", column: "value", number: 51, category: .emailAddress)
}
