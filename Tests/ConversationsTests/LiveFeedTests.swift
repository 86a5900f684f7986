// SPDX-License-Identifier: Apache-2.0

import Conversations
import Jobs
import Storage
import Testing
import Values
import Vault

@Suite("Hearing of messages at once")
struct LiveFeedTests {
    @Test(.timeLimit(.minutes(1)))
    func `an open page hears of its own conversation's messages, in order, and of nobody else's`() async throws {
        try await TestDesk.run { desk in
            let (secret, stranger) = (try ChatSecret.fresh(), try ChatSecret.fresh())
            let id = try await desk.send("first", from: secret).id
            try await desk.number()
            let feed = Task { await desk.conversations.feed.run() }
            defer { feed.cancel() }
            let signals = try await desk.conversations.follow(id, after: 0)

            try await desk.send("not theirs", from: stranger)
            desk.clock.advance(by: .milliseconds(1))
            try await desk.answer("second", in: id)
            try await desk.number()

            #expect(try await desk.texts(of: signals, count: 2) == ["first", "second"])
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a page that comes back hears exactly what it missed`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let id = try await desk.send("seen", from: secret).id
            try await desk.number()
            let last = try await desk.data.read { try OutboxQueries.lastSequence(in: $0) }

            for text in ["missed", "missed too"] {
                // Ids of one millisecond follow each other only as far as their counter reaches, which all tests share.
                desk.clock.advance(by: .milliseconds(1))
                try await desk.answer(text, in: id)
            }
            try await desk.number()
            let signals = try await desk.conversations.follow(id, after: last)

            #expect(try await desk.texts(of: signals, count: 2) == ["missed", "missed too"])
        }
    }
}

extension TestDesk {
    /// What the sequencer does after a commit.
    func number() async throws {
        try await data.write { _ = try OutboxQueries.number(limit: 1000, in: $0) }
    }

    func texts(of signals: FollowConversation.Signals, count: Int) async throws -> [String] {
        var texts: [String] = []
        for await signal in signals {
            guard case .message(let id, in: _, sequence: _) = signal,
                let message = try await conversations.visitorChat.message(id)
            else { continue }
            texts.append(message.text.expose())
            if texts.count == count { break }
        }
        return texts
    }
}
