// SPDX-License-Identifier: Apache-2.0

package import Values
package import Vault

/// What a messenger says of one message.
package struct ChannelDetail: Sendable {
    package let id: ID<ChannelDetail>
    package let message: ID<Message>
    package let external: SealedValue?
    package let form: MessageForm
    package let payload: SealedValue?
    /// The digest of what the message answers.
    package let replyTo: [UInt8]?
    package let state: DeliveryState
    package let trouble: ChannelTrouble.Kind?
    package let code: Int?
    package let tries: Int
    package let triedAt: Instant?
    package let sentAt: Instant?
    package let deliveredAt: Instant?
    package let readAt: Instant?
    package let failedAt: Instant?
}

package struct Reaction: Sendable {
    package let message: ID<Message>
    package let emoji: SealedValue
}

/// About to be stored beside its message: everything random and sealed is made before the transaction.
struct NewChannelMessage: Sendable {
    let id: ID<ChannelDetail>
    let digest: [UInt8]?
    let external: Sealed?
    let form: String
    let payload: Sealed?
    let replyTo: [UInt8]?
    let template: ID<MessageTemplate>?
    let state: DeliveryState

    /// Came in.
    init(
        received external: String, _ form: MessageForm, payload: String?, replyTo: String?, sealer: Sealer,
        at now: Instant
    ) throws {
        let id = ID<ChannelDetail>.timeOrdered(at: now)
        self.id = id
        digest = ChannelMessageQueries.digest(of: external)
        self.external = try sealer.seal(external, in: .channelMessage, row: id)
        self.form = form.rawValue
        self.payload = try payload.map { try sealer.seal($0, in: .channelPayload, row: id) }
        self.replyTo = replyTo.map(ChannelMessageQueries.digest(of:))
        template = nil
        state = .received
    }

    /// Waits to be sent.
    init(
        queued form: MessageForm, payload: String? = nil, from template: ID<MessageTemplate>? = nil,
        replyTo: [UInt8]? = nil, sealer: Sealer, at now: Instant
    ) throws {
        let id = ID<ChannelDetail>.timeOrdered(at: now)
        self.id = id
        digest = nil
        external = nil
        self.form = form.rawValue
        self.payload = try payload.map { try sealer.seal($0, in: .channelPayload, row: id) }
        self.replyTo = replyTo
        self.template = template
        state = .queued
    }
}
