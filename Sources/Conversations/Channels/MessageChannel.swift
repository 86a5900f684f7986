// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// A messenger on which people write to numbers of the organisation's own. Implemented at the edge; whatever is about a person goes
/// through the one door.
package protocol MessageChannel: Sendable {
    /// Which recipient of the policy this is.
    var recipient: RecipientID { get }
    /// Sends one message and gives what the messenger calls it. It would not know the same one again: no answer means that
    /// nobody knows whether it went.
    func send(_ parcel: ChannelParcel) async throws -> ChannelAnswer<String>
    /// Shows the person that a message of theirs and all before it were read, and perhaps that somebody writes.
    func markRead(_ message: SealedValue, isWriting: Bool, of line: ChannelLine) async throws -> ChannelAnswer<Void>
    /// Has the messenger hold back everything a person sends from now on, or let it through again.
    func setBlocked(_ isBlocked: Bool, _ address: SealedValue, of line: ChannelLine) async throws -> ChannelAnswer<Void>
    /// The numbers of the organisation's account; nil when it has none.
    func numbers() async throws -> ChannelAnswer<[ChannelNumber]>?
    func templates() async throws -> ChannelAnswer<[MessageTemplate]>?
    /// Asks the messenger to bring what people write to us, from now on; harmless to repeat.
    func subscribe() async throws -> ChannelAnswer<Void>?
    /// How long to wait before one more message may leave this number; nil when one may go now, and is counted.
    func wait(at number: String) -> Duration?
}

/// Whom something is sent about, from which of our numbers, and what the disclosure record files it under.
package struct ChannelLine: Sendable {
    package let person: PersonID
    package let number: String
    package let subject: [UInt8]
}

/// One message on its way out; what it says is opened by the door and nowhere before.
package struct ChannelParcel: Sendable {
    package enum Content: Sendable {
        case text(SealedValue)
        /// The values stand in it as `TemplateValues`.
        case template(name: String, language: String, values: SealedValue)
    }

    package let line: ChannelLine
    /// The person's number, or their account where they have none.
    package let address: SealedValue
    package let isAccount: Bool
    package let content: Content
    /// What the messenger calls the message this one answers.
    package let replyTo: SealedValue?
    /// Comes back with each report about it, so that one whose answer was lost is still known.
    package let tag: String
}

/// What came of a call, in the terms of the one who sends.
package enum ChannelAnswer<Value: Sendable>: Sendable {
    case done(Value)
    case refused(ChannelTrouble)
    /// Nothing left: safe to try later.
    case unreachable
    /// It may have arrived.
    case unknown
}

/// Why a messenger would not.
package struct ChannelTrouble: Hashable, Sendable {
    /// What it means to us, whatever the messenger's number for it.
    package enum Kind: String, Sendable, CaseIterable {
        /// Token or permission: nothing goes from this account until somebody looks.
        case account
        /// The account, the number or the person gets too much at once.
        case accountBusy = "account-busy"
        case numberBusy = "number-busy"
        case personBusy = "person-busy"
        /// Too many marked what we send as unwanted.
        case unwanted
        /// The messenger lets no more offers through to this person for a day.
        case personSpared = "person-spared"
        /// The person wants no offers.
        case offersStopped = "offers-stopped"
        case windowClosed = "window-closed"
        /// Not on the messenger, or nothing reaches them there.
        case unreachable
        /// The messenger holds it back for reasons of its own.
        case heldBack = "held-back"
        case media
        case template
        /// On its side, for the moment.
        case passing
        /// Something only the owner can put right.
        case setUp = "set-up"
        /// Our own policy or the person's choice kept it back.
        case notDisclosed = "not-disclosed"
        /// Nobody could be asked for days, or nobody knows what became of it.
        case lost
    }

    package let kind: Kind
    package let code: Int

    package init(_ kind: Kind, code: Int) {
        self.kind = kind
        self.code = code
    }
}

/// A number people write to.
package struct ChannelNumber: Hashable, Sendable {
    /// What the messenger calls it.
    package let number: String
    package let account: String
    /// As people read it.
    package let shown: String
    package let name: String
    /// In the messenger's words.
    package let state: String
    package let quality: String?

    package init(number: String, account: String, shown: String, name: String, state: String, quality: String?) {
        self.number = number
        self.account = account
        self.shown = shown
        self.name = name
        self.state = state
        self.quality = quality
    }
}
