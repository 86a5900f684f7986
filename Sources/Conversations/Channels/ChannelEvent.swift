// SPDX-License-Identifier: Apache-2.0

package import Values

/// One thing a messenger tells us.
package enum ChannelEvent: Sendable {
    case message(ChannelMessage)
    case report(DeliveryReport)
    /// Somebody stopped or resumed offers in the messenger itself.
    case offers(ChannelSender, at: Instant, areStopped: Bool)
    case template(account: String, name: String, language: String, status: String, reason: String?)
    /// A kind that asks nothing of us.
    case other
}

/// Who wrote, as far as the messenger tells: since 2026 an account may come without a number.
package struct ChannelSender: Hashable, Sendable {
    package let phone: String?
    package let account: String?
    /// As they call themselves.
    package let name: String?

    package init(phone: String?, account: String?, name: String?) {
        self.phone = phone
        self.account = account
        self.name = name
    }
}

package struct ChannelMessage: Sendable {
    /// Our number it came to.
    package let number: String
    package let sender: ChannelSender
    package let external: String
    package let at: Instant
    package let replyTo: String?
    package let content: Content

    package enum Content: Sendable {
        /// Words, whatever they came as; `file` is left where it lies.
        case said(MessageForm, text: String, file: ChannelFile?)
        /// Nil takes an earlier sign away.
        case reaction(String?, to: String)
        case edit(of: String, text: String)
        /// The person took it back: our copy goes too.
        case revocation(of: String)
        /// From now on the person writes from here.
        case moved(to: ChannelSender)
        /// Written by us, on a phone beside this program.
        case ownWords(String, to: ChannelSender)
    }

    package init(
        number: String, sender: ChannelSender, external: String, at: Instant, replyTo: String?, content: Content
    ) {
        self.number = number
        self.sender = sender
        self.external = external
        self.at = at
        self.replyTo = replyTo
        self.content = content
    }
}

/// As what a message came.
package enum MessageForm: String, Sendable, CaseIterable {
    case text, image, video, audio, voice, document, sticker, location, contacts, order, button, reply, form
    case unsupported
    case template
    /// Taken back by whoever wrote it.
    case revoked
}

/// A file that still lies at the messenger.
package struct ChannelFile: Codable, Hashable, Sendable {
    package let id: String
    package let type: String
    package let sha256: String?
    package let name: String?

    package init(id: String, type: String, sha256: String?, name: String?) {
        self.id = id
        self.type = type
        self.sha256 = sha256
        self.name = name
    }
}

/// What became of a message of ours.
package struct DeliveryReport: Sendable {
    package let external: String
    /// What we gave along, if it comes back.
    package let tag: String?
    package let state: DeliveryState
    package let at: Instant
    /// Why it failed.
    package let trouble: ChannelTrouble?

    package init(external: String, tag: String?, state: DeliveryState, at: Instant, trouble: ChannelTrouble?) {
        self.external = external
        self.tag = tag
        self.state = state
        self.at = at
        self.trouble = trouble
    }
}
