// SPDX-License-Identifier: Apache-2.0

import Conversations
import Testing
import Values

@Suite("Conversations that came back from a backup")
struct ReconcileConversationsTests {
    @Test func `what may have gone to the group since is not sent again, and stands open and unread`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            let conversation = try await desk.send("carried", from: secret)
            try await desk.work(after: .seconds(1))
            try await desk.send("perhaps carried", from: secret)
            let fresh = try await desk.send("perhaps in a topic of its own", from: try .fresh())

            #expect(try await desk.conversations.reconcile() == 2)
            #expect(try await desk.conversations.reconcile() == 0)
            try await desk.work(after: .seconds(600))

            #expect(desk.group.posts == ["\(conversation.number): carried"])
            let lines = try await desk.list(.open)
            #expect(Set(lines.map(\.conversation.id)) == [conversation.id, fresh.id])
            #expect(lines.map(\.conversation.isUnread) == [true, true])
        }
    }

    @Test func `what comes after it goes on its way as ever`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let (known, unknown) = (try ChatSecret.fresh(), try ChatSecret.fresh())
            let first = try await desk.send("one", from: known)
            try await desk.work(after: .seconds(1))
            let second = try await desk.send("two", from: unknown)
            _ = try await desk.conversations.reconcile()

            try await desk.send("three", from: known)
            try await desk.send("four", from: unknown)
            try await desk.work(after: .seconds(1))

            #expect(
                desk.group.posts == [
                    "\(first.number): one", "\(first.number): three", "\(second.number): four",
                ])
        }
    }

    @Test func `an answer that may have been announced by mail is not announced again`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("hello", from: secret).id
            let address = try #require(EmailAddress("lan@example.com"))
            #expect(try await desk.conversations.leaveAddress(address, from: secret) == .kept)
            try await desk.answer("yes?", in: id)

            #expect(try await desk.conversations.reconcile() == 1)
            try await desk.work(after: .seconds(600))
            #expect(desk.mails.all.isEmpty)

            try await desk.answer("are you there?", in: id)
            try await desk.work(after: .seconds(600))
            #expect(desk.mails.all.count == 1)
        }
    }
}
