// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Media
package import Policy
package import Storage
package import Values
package import Vault

/// What every operation on conversations of one organisation stands on. Made once, in `App.build`.
package struct ConversationsFoundation: Sendable {
    package let data: any Database
    package let vault: Vault
    package let door: Door
    package let feed: LiveFeed
    package let mailer: any AnswerMailer
    package let addresses: any ChatAddresses
    package let clock: any WallClock
    /// The files people send.
    package let media: MediaStore
    /// Where staff answers besides the console; nil when nobody does.
    package let bridge: (any SupportBridge)?
    /// Where people write to numbers of the organisation's own; nil where the policy declares none.
    package let channel: (any MessageChannel)?
    /// Models of third parties that help staff, in the order they are asked; looked up at each use.
    package let engines: @Sendable () async throws -> [any AssistanceEngine]
    /// What they may read and write in thirty days, as they count it.
    package let monthlyTokens: Int
    let keys: ChatKeys
    let searchKey: SearchKey

    package init(
        data: any Database, vault: Vault, door: Door, feed: LiveFeed, mailer: any AnswerMailer,
        addresses: any ChatAddresses, clock: any WallClock, media: MediaStore, bridge: (any SupportBridge)? = nil,
        channel: (any MessageChannel)? = nil,
        engines: @escaping @Sendable () async throws -> [any AssistanceEngine] = { [] }, monthlyTokens: Int = 2_000_000
    ) {
        self.data = data
        self.vault = vault
        self.door = door
        self.feed = feed
        self.mailer = mailer
        self.addresses = addresses
        self.clock = clock
        self.media = media
        self.bridge = bridge
        self.channel = channel
        self.engines = engines
        self.monthlyTokens = monthlyTokens
        keys = ChatKeys(vault.organisationKeys)
        searchKey = SearchKey(vault.organisationKeys)
    }

    package var policy: Policy { vault.policy }
}

/// Where a visitor goes on with a conversation. The page is a face's; a mail needs it as an absolute address.
package protocol ChatAddresses: Sendable {
    func continuation(_ secret: ChatSecret, in language: Language) -> String
}

/// Words the mail that says that an answer is waiting.
package protocol AnswerMailer: Sendable {
    func answerWaits(link: String, number: ConversationNumber, language: Language) -> AnswerMail
}

package struct AnswerMail: Sendable {
    package let subject: String
    package let text: String
    package let html: String

    package init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}
