// SPDX-License-Identifier: Apache-2.0

import Conversations
import Testing
import Values
import Vault

@Suite("Finding messages by their words")
struct SearchMessagesTests {
    @Test(arguments: [
        ("nhat ban", ["eSIM Nhật Bản của tôi đâu?"]),
        ("NHẬT", ["eSIM Nhật Bản của tôi đâu?"]),
        ("đâu eSIM", ["eSIM Nhật Bản của tôi đâu?"]),
        ("japan", ["My order VC-7K3M for Japan, please!"]),
        ("7k3m, please", ["My order VC-7K3M for Japan, please!"]),
        ("jap", []),
        ("japan nhat", []),
    ])
    func `a message is found by whole words, with and without accents, when it has all of them`(
        typed: String, texts: [String]
    ) async throws {
        try await TestDesk.run { desk in
            try await desk.send("eSIM Nhật Bản của tôi đâu?", from: .fresh())
            try await desk.send("My order VC-7K3M for Japan, please!", from: .fresh())

            #expect(try await desk.found(typed) == texts)
        }
    }

    @Test func `answers and notes are found too, newest first`() async throws {
        try await TestDesk.run { desk in
            let id = try await desk.send("the cable is broken", from: .fresh()).id
            desk.clock.advance(by: .seconds(1))
            try await desk.answer("we send another cable", in: id)
            desk.clock.advance(by: .seconds(1))
            try await desk.answer("third cable this month", as: .note, in: id)

            #expect(
                try await desk.found("cable") == [
                    "third cable this month", "we send another cable", "the cable is broken",
                ])
        }
    }

    @Test func `what is shown stands in the access log first, what is not shown does not`() async throws {
        try await TestDesk.run { desk in
            try await desk.send("a red bicycle", from: .fresh())
            try await desk.send("a blue bicycle", from: .fresh())

            #expect(try await desk.found("green") == [])
            #expect(try await desk.accessEntries() == [])
            #expect(try await desk.found("red") == ["a red bicycle"])
            #expect(try await desk.accessEntries() == ["personal-data.listed"])
        }
    }

    @Test func `nobody is found any more after their erasure, and no word of theirs is left`() async throws {
        try await TestDesk.run { desk in
            let person = try await desk.send("forget the bicycle", from: .fresh()).person
            #expect(try await desk.count("message_words") == 1)

            try await desk.vault.destroyKeys(of: person)
            #expect(try await desk.found("bicycle") == [])
        }
    }

    @Test func `without a word nothing is looked for, and only agents look`() async throws {
        try await TestDesk.run { desk in
            try await desk.send("a bicycle", from: .fresh())

            guard case .noWords = try await desk.conversations.searchMessages(" ?! ", as: .agent),
                case .forbidden = try await desk.conversations.searchMessages("bicycle", as: .editor)
            else {
                Issue.record("something was found")
                return
            }
        }
    }
}

extension TestDesk {
    fileprivate func found(_ typed: String) async throws -> [String] {
        guard case .found(let hits, isCut: false) = try await conversations.searchMessages(typed, as: .agent) else {
            throw NotAccepted()
        }
        return hits.map { $0.text.expose() }
    }
}
