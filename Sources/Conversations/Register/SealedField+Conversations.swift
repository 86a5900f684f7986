// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The sealed columns of conversations. Numbers 50 to 59 and 100 to 109 belong to it; a number is never changed and never reused.
extension SealedField {
    package static let messageText = SealedField(table: "messages", column: "text", number: 50, category: .chatMessage)
    package static let contactIdentifier = SealedField(
        table: "contact_identifiers", column: "value", number: 51, category: .emailAddress)
    package static let channelIdentity = SealedField(
        table: "channel_identities", column: "value", number: 100, category: .phoneNumber)
    package static let channelName = SealedField(
        table: "channel_profiles", column: "name", number: 101, category: .contactName)
    /// What the messenger calls a message: the person's number stands in it.
    package static let channelMessage = SealedField(
        table: "channel_messages", column: "external", number: 102, category: .phoneNumber)
    package static let channelPayload = SealedField(
        table: "channel_messages", column: "payload", number: 103, category: .chatMessage)
    package static let reaction = SealedField(
        table: "message_reactions", column: "emoji", number: 104, category: .chatMessage)
}
