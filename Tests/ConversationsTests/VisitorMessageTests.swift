// SPDX-License-Identifier: Apache-2.0

import Conversations
import Policy
import Storage
import Testing
import Values
import Vault

@Suite("Writing to us from the chat")
struct VisitorMessageTests {
    @Test func `three messages stand in the transcript in the order they were written`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()

            for text in ["one", "two", "three"] { try await desk.send(text, from: secret) }

            #expect(try await desk.transcript(secret) == ["one", "two", "three"])
            #expect(try await desk.count("conversations") == 1)
        }
    }

    @Test func `a message sent again, even at the same moment, is one message in one conversation`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let draft = desk.draft("hello")

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...6 {
                    group.addTask {
                        guard case .accepted = try await desk.conversations.sendVisitorMessage(draft, from: secret)
                        else { throw NotAccepted() }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await desk.transcript(secret) == ["hello"])
            #expect(try await desk.count("conversations") == 1)
        }
    }

    @Test func `nothing is stored before the notice was shown and the age declared`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()

            let untold = try await desk.conversations.sendVisitorMessage(desk.draft("hi", isTold: false), from: secret)
            let young = try await desk.conversations.sendVisitorMessage(
                desk.draft("hi", declaresAge: false), from: secret)

            guard case .noticeNotShown = untold, case .ageNotDeclared = young else {
                Issue.record("accepted")
                return
            }
            #expect(try await desk.count("conversations") == 0)
            #expect(try await desk.count("contacts") == 0)
        }
    }

    @Test func `the moment the notice was shown stands with the conversation`() async throws {
        try await TestDesk.run { desk in
            let conversation = try await desk.send("hi", from: try .fresh())

            #expect(conversation.noticeShownAt == desk.clock.now())
            #expect(conversation.policyVersion == desk.vault.policy.version.hex)
        }
    }

    @Test func `another browser's secret leads nowhere`() async throws {
        try await TestDesk.run { desk in
            try await desk.send("mine", from: try .fresh())

            guard case .unknown = try await desk.conversations.visitorChat.transcript(try .fresh()) else {
                Issue.record("somebody else's conversation was shown")
                return
            }
        }
    }

    @Test(arguments: ["", "AAAA", String(repeating: "A", count: 43), String(repeating: "=", count: 43)])
    func `what no browser made is no secret`(text: String) {
        #expect(ChatSecret(text) == nil)
    }

    @Test func `a card number keeps its last four digits only`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()

            try await desk.send("my card is 4242 4242 4242 4242", from: secret)

            #expect(try await desk.transcript(secret) == ["my card is •••• 4242"])
        }
    }

    @Test func `characters that turn what follows around are taken out`() throws {
        #expect(try MessageText("safe\u{202E}txt.exe").text == "safetxt.exe")
        #expect(throws: MessageText.Problem.empty) { try MessageText("\u{202E} \n") }
        #expect(throws: MessageText.Problem.tooLong) { try MessageText(String(repeating: "a", count: 4001)) }
    }

    @Test func `somebody erased is told so and nothing more is kept`() async throws {
        try await TestDesk.run { desk in
            let secret = try ChatSecret.fresh()
            let conversation = try await desk.send("hello", from: secret)

            try await desk.vault.destroyKeys(of: conversation.person)
            let again = try await desk.conversations.sendVisitorMessage(desk.draft("and now?"), from: secret)

            guard case .erased = again, case .unknown = try await desk.conversations.visitorChat.transcript(secret)
            else {
                Issue.record("the conversation went on")
                return
            }
            while try await desk.data.write({ try desk.vault.register.sweep(conversation.person, in: $0) }) > 0 {}
            for table in ["messages", "conversations", "contacts", "chat_sessions"] {
                #expect(try await desk.count(table) == 0, "\(table)")
            }
        }
    }
}
