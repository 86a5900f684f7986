// SPDX-License-Identifier: Apache-2.0

import Audit
import Conversations
import Disclosure
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Answering visitors")
struct InboxTests {
    @Test func `an answer reaches the visitor and a note does not`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id

            try await desk.answer("a note", as: .note, in: id)
            try await desk.answer("with pleasure", in: id)

            #expect(try await desk.transcript(secret) == ["help", "with pleasure"])
            #expect(try await desk.shown(id).messages.map { $0.text.expose() } == ["help", "a note", "with pleasure"])
        }
    }

    @Test func `whoever answers looks after it when nobody did`() async throws {
        try await TestDesk.run { desk in
            let id = try await desk.send("help", from: try .fresh()).id

            try await desk.answer("yes?", in: id)

            let lines = try await desk.list(.mine)
            #expect(lines.map(\.conversation.id) == [id])
            #expect(try await desk.list(.unassigned).isEmpty)
        }
    }

    @Test func `a closed conversation opens again when its visitor writes`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id
            _ = try await desk.conversations.handleConversation.move(id, .close, as: .agent)
            #expect(try await desk.list(.closed).count == 1)

            try await desk.send("one more thing", from: secret)

            #expect(try await desk.list(.open).map(\.unread) == [2])
        }
    }

    @Test func `what was put off comes back when its time has come`() async throws {
        try await TestDesk.run { desk in
            let id = try await desk.send("help", from: try .fresh()).id
            let later = desk.clock.now() + .hours(4)
            _ = try await desk.conversations.handleConversation.move(id, .snooze(until: later), as: .agent)
            #expect(try await desk.list(.open).isEmpty)

            try await desk.work(after: .hours(4))

            #expect(try await desk.list(.open).count == 1)
        }
    }

    @Test func `how far a message has come only goes forward`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id
            try await desk.answer("yes?", in: id)

            _ = try await desk.conversations.visitorChat.mark(secret, delivered: 2, read: 2)
            _ = try await desk.conversations.visitorChat.mark(secret, delivered: 1, read: 0)

            #expect(try await desk.shown(id).messages.last?.progress == .read)
        }
    }

    @Test func `a list leaves one entry about everybody in it, and a second look in the same half-hour none`()
        async throws
    {
        try await TestDesk.run { desk in
            for _ in 1...3 { try await desk.send("help", from: try .fresh()) }

            _ = try await desk.list(.open)
            _ = try await desk.list(.open)

            #expect(try await desk.accessEntries() == ["personal-data.listed"])
        }
    }

    @Test func `who keeps the catalogue sees no conversation`() async throws {
        try await TestDesk.run { desk in
            let id = try await desk.send("help", from: try .fresh()).id

            guard case .forbidden = try await desk.conversations.inbox.list(.open, as: .editor),
                case .forbidden = try await desk.conversations.inbox.show(id, as: .editor),
                case .forbidden = try await desk.conversations.answerVisitor(
                    "hi", as: .reply, in: id, clientID: .random(), by: .editor)
            else {
                Issue.record("the editor got in")
                return
            }
            #expect(try await desk.accessEntries() == [])
        }
    }

    @Test func `chat text opens for support and for nothing else`() async throws {
        try await TestDesk.run { desk in
            let id = try await desk.send("help", from: try .fresh()).id
            let message = try #require(try await desk.shown(id).messages.first?.message)

            for purpose in [Purpose.improvement, .fraudPrevention, .marketing, .purchase, .confirmation] {
                let opening = try await desk.vault.open(
                    message.text, of: message.person, for: purpose, as: .system("test"))
                guard case .refused(.purposeNotDeclared) = opening else {
                    Issue.record("opened for \(purpose.rawValue)")
                    continue
                }
            }
        }
    }
}

@Suite("A visitor who has gone")
struct AbsentVisitorTests {
    @Test func `an answer is announced by a mail with a link and not a word of the conversation`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id
            let address = try #require(EmailAddress("an@example.com"))
            #expect(try await desk.conversations.leaveAddress(address, from: secret) == .kept)
            try await desk.answer("the answer is rambutan", in: id)

            try await desk.work(after: .seconds(121))
            try await desk.work(after: .seconds(121))

            #expect(desk.mails.all.map(\.recipient) == ["an@example.com"])
            #expect(desk.mails.all.allSatisfy { !$0.text.contains("rambutan") && !$0.html.contains("rambutan") })
        }
    }

    @Test func `no mail goes to somebody who reads along`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id
            _ = try await desk.conversations.leaveAddress(try #require(EmailAddress("an@example.com")), from: secret)
            try await desk.answer("yes?", in: id)
            _ = try await desk.conversations.visitorChat.mark(secret, delivered: 2, read: 0)

            try await desk.work(after: .seconds(121))

            #expect(desk.mails.all.isEmpty)
        }
    }

    @Test func `the link in the mail opens the conversation and proves the address`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("help", from: secret).id
            _ = try await desk.conversations.leaveAddress(try #require(EmailAddress("an@example.com")), from: secret)
            try await desk.answer("yes?", in: id)
            try await desk.work(after: .seconds(121))
            let link = try #require(desk.mails.all.first?.text.split(separator: "#chat=").last.map(String.init))
            let mailed = try #require(ChatSecret(link))

            try await desk.conversations.leaveAddress.prove(by: secret)
            #expect(try await desk.shown(id).contact.email?.provenAt == nil, "the browser's own secret proves nothing")
            try await desk.conversations.leaveAddress.prove(by: mailed)

            #expect(try await desk.transcript(mailed) == ["help", "yes?"])
            #expect(try await desk.shown(id).contact.email?.provenAt != nil)
        }
    }
}
