// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Jobs
import Logging
import Media
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

/// Conversations on fresh stores with the committed policy; mails are caught.
struct TestDesk: Sendable {
    let conversations: Conversations
    let data: any Database
    let vault: Vault
    let clock: FixedWallClock
    let mails: CaughtMails
    let group: FakeGroup
    let runner: JobRunner

    static func run(
        isBridged: Bool = false, policy: Policy? = nil, engines: [any AssistanceEngine] = [],
        _ body: (TestDesk) async throws -> Void
    ) async throws {
        let policy = try policy ?? Policy.committed()
        try await withTemporaryVault(
            policy: policy, register: Register(mediaTables + conversationTables + disclosureTables)
        ) {
            test in
            let mails = CaughtMails()
            let door = Door(data: test.data, vault: test.vault, courier: mails, clock: test.clock)
            let group = FakeGroup(vault: test.vault)
            let feed = LiveFeed(data: test.data) { error in Issue.record(error) }
            test.data.afterCommit { [weak feed] in feed?.look() }
            let conversations = Conversations(
                on: ConversationsFoundation(
                    data: test.data, vault: test.vault, door: door, feed: feed, mailer: PlainMails(),
                    addresses: TestAddresses(), clock: test.clock,
                    media: MediaStore(data: test.data, vault: test.vault, clock: test.clock, limit: 1 << 20),
                    bridge: isBridged ? group : nil,
                    engines: { engines }))
            var handlers = JobHandlers()
            conversations.addHandlers(to: &handlers)
            let runner = JobRunner(
                database: test.data, handlers: handlers, clock: test.clock, logger: Logger(label: "test")
            ) { _ in { _ in } }
            try await body(
                TestDesk(
                    conversations: conversations, data: test.data, vault: test.vault, clock: test.clock, mails: mails,
                    group: group, runner: runner))
        }
    }

    /// A visitor's message as the browser sends it, by default everything in order.
    func draft(
        _ text: String, id: ID<Message> = .random(), isTold: Bool = true, declaresAge: Bool = true
    ) -> VisitorDraft {
        VisitorDraft(
            clientID: id, text: text, language: .english,
            notice: isTold ? (policyVersion: vault.policy.version.hex, shownAt: clock.now()) : nil,
            declaresAge: declaresAge)
    }

    @discardableResult
    func send(_ text: String, from secret: ChatSecret) async throws -> Conversation {
        guard
            case .accepted(let conversation, _) = try await conversations.sendVisitorMessage(draft(text), from: secret)
        else { throw NotAccepted() }
        return conversation
    }

    func transcript(_ secret: ChatSecret) async throws -> [String] {
        guard case .found(let found) = try await conversations.visitorChat.transcript(secret) else { return [] }
        return found.messages.map { $0.text.expose() }
    }

    func count(_ table: String) async throws -> Int {
        try await data.read { try $0.first("SELECT count(*) FROM \(table)") { try $0[0] } ?? 0 }
    }

    /// Runs what is due after the time has passed.
    func work(after span: Duration = .zero) async throws {
        clock.advance(by: span)
        try await runner.drain()
    }
}

struct NotAccepted: Error {}

extension ChatSecret {
    static func fresh() throws -> ChatSecret {
        let bytes = ID<Message>.random().bytes + ID<Message>.random().bytes
        return try #require(ChatSecret(Base64URL.encode(bytes)))
    }
}

extension Caller {
    static let agent = Caller.staff(StaffMember(id: .random(), role: .supportAgent))
    static let editor = Caller.staff(StaffMember(id: .random(), role: .catalogueEditor))
}

private struct TestAddresses: ChatAddresses {
    func continuation(_ secret: ChatSecret, in language: Language) -> String {
        "https://shop.test/#chat=\(secret.text)"
    }
}

private struct PlainMails: AnswerMailer {
    func answerWaits(link: String, number: ConversationNumber, language: Language) -> AnswerMail {
        AnswerMail(subject: "An answer", text: link, html: link)
    }
}
