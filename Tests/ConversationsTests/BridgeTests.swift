// SPDX-License-Identifier: Apache-2.0

import Conversations
import Policy
import Synchronization
import Testing
import Values
import Vault

@Suite("Carrying conversations to the staff's group")
struct BridgeTests {
    @Test func `lines written in one go are one post in the visitor's own topic`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            let number = try await desk.send("one", from: secret).number
            try await desk.send("two", from: secret)

            try await desk.work(after: .seconds(1))

            #expect(desk.group.posts == ["\(number): one\n\(number): two"])
        }
    }

    @Test func `while the group cannot be reached everything waits and goes once`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            desk.group.state.withLock { $0.isDown = true }
            let number = try await desk.send("one", from: secret).number
            for _ in 1...4 { try await desk.work(after: .seconds(61)) }

            desk.group.state.withLock { $0.isDown = false }
            try await desk.send("two", from: secret)
            for _ in 1...4 { try await desk.work(after: .seconds(61)) }

            #expect(desk.group.posts == ["\(number): one\n\(number): two"])
        }
    }

    @Test func `of hundreds of lines that waited none is left out`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            desk.group.state.withLock { $0.isDown = true }
            for line in 1...230 { try await desk.send("line \(line).", from: secret) }
            try await desk.work(after: .seconds(61))

            desk.group.state.withLock { $0.isDown = false }
            for _ in 1...3 { try await desk.work(after: .seconds(61)) }

            let all = desk.group.posts.joined(separator: "\n").split(separator: "\n").map {
                $0.split(separator: " ").last
            }
            #expect(all == (1...230).map { "\($0)." })
        }
    }

    @Test func `a topic somebody deleted is opened again, and a group that moved is followed`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            let number = try await desk.send("one", from: secret).number
            try await desk.work(after: .seconds(1))

            desk.group.state.withLock { $0.topics = [:] }
            try await desk.send("two", from: secret)
            try await desk.work(after: .seconds(1))
            #expect(desk.group.posts == ["\(number): two"])

            desk.group.state.withLock { $0.number = -200 }
            try await desk.send("three", from: secret)
            try await desk.work(after: .seconds(1))
            #expect(desk.group.posts == ["\(number): two", "\(number): three"])
        }
    }

    @Test func `an answer in the topic reaches the visitor once, a note does not, and neither comes back`() async throws
    {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            let number = try await desk.send("help", from: secret).number
            try await desk.work(after: .seconds(1))
            func write(_ text: String, _ message: Int64, thread: Int64? = 1) async throws -> AnswerFromBridge.Outcome {
                try await desk.conversations.answerFromBridge(
                    BridgeMessage(group: BridgeGroup(chat: -100), thread: thread, number: message, text: text),
                    by: .agent)
            }

            #expect(try await write("yes?", 1) == .answered)
            #expect(try await write("yes?", 1) == .answered)
            #expect(try await write("// in a hurry", 2) == .noted)
            #expect(try await write("to nobody", 3, thread: 9) == .notOurs)
            #expect(try await write("to all", 4, thread: nil) == .notOurs)
            try await desk.work(after: .seconds(1))

            #expect(try await desk.transcript(secret) == ["help", "yes?"])
            #expect(desk.group.posts == ["\(number): help"])
        }
    }

    @Test func `what is changed in the topic is changed for the visitor, by its author only, and said to be`()
        async throws
    {
        try await TestDesk.run(isBridged: true) { desk in
            let secret = try ChatSecret.fresh()
            try await desk.send("help", from: secret)
            try await desk.work(after: .seconds(1))
            let from = desk.conversations.answerFromBridge
            func said(_ text: String, thread: Int64 = 1) -> BridgeMessage {
                BridgeMessage(group: BridgeGroup(chat: -100), thread: thread, number: 7, text: text)
            }

            #expect(try await from(said("in a minuet"), by: .agent) == .answered)
            #expect(try await from.change(said("in a minute"), by: .agent) == .changed)
            #expect(try await from.change(said("in a minute"), by: .agent) == .changed)
            #expect(try await from.change(said("never"), by: .editor) == .forbidden)
            let other = Caller.staff(StaffMember(id: .random(), role: .supportAgent))
            #expect(try await from.change(said("never"), by: other) == .notOurs)
            #expect(try await from.change(said("never", thread: 9), by: .agent) == .notOurs)

            #expect(try await desk.transcript(secret) == ["help", "in a minute"])
            guard case .found(let hits, _) = try await desk.conversations.searchMessages("minute", as: .agent),
                case .found(let old, _) = try await desk.conversations.searchMessages("minuet", as: .agent)
            else { throw NotAccepted() }
            #expect(hits.count == 1 && hits[0].message.editedAt == desk.clock.now())
            #expect(old.isEmpty)
        }
    }

    @Test func `copies go a day before the policy's time for chat is over`() async throws {
        try await TestDesk.run(isBridged: true) { desk in
            try await desk.send("old", from: try .fresh())
            try await desk.work(after: .seconds(1))
            try await desk.conversations.begin()

            try await desk.work(after: .days(300))
            #expect(desk.group.state.withLock { $0.deleted.count } == 0)
            try await desk.work(after: .days(65))

            #expect(desk.group.state.withLock { $0.deleted.count } == 1)
            #expect(try await desk.count("bridge_topics") == 0)
        }
    }
}
