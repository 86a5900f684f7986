// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Synchronization
import TestKit
import Testing
import Values
import Vault

@testable import Conversations

@Suite("Help for staff by programs")
struct AssistanceTests {
    private static let owner = Caller.staff(StaffMember(id: .random(), role: .owner))

    /// The committed policy with the purpose beside it, and with an engine outside that it names.
    private static func policy() throws -> Policy {
        let committed = try Policy.committed()
        let words = Wording(vietnamese: "Trợ giúp", english: "Help")
        let old = committed.declarations
        let purpose = PurposeDeclaration(
            id: .assistance, name: words, words: words, basis: .legitimateInterest, article: words,
            categories: [.chatMessage], roles: [.owner, .supportAgent])
        let engine = Recipient(
            id: .openAI, name: "OpenAI", country: "US", route: .adapter,
            receives: [.assistance: [.chatMessage]], words: words)
        let declarations = PolicyDeclarations(
            header: old.header, contacts: old.contacts, lawPacks: old.lawPacks, features: old.features,
            categories: old.categories, purposes: old.purposes + [purpose], recipients: old.recipients + [engine],
            retention: old.retention, rights: old.rights, browserEntries: old.browserEntries, notices: old.notices,
            sections: old.sections, keyBackupDays: old.keyBackupDays)
        return Policy(version: committed.version, declarations: declarations)
    }

    private func kinds(_ outcome: AssistanceOutcome) -> String {
        switch outcome {
        case .helped(let found): "helped by \(found.engine)"
        case .notOffered: "not offered"
        case .refused(let refusal): "refused: \(refusal.rawValue)"
        case .wait: "wait"
        case .spent: "spent"
        case .failed(let failures): "failed: \(failures.map(\.code).joined(separator: ", "))"
        case .notFound: "not found"
        case .forbidden: "forbidden"
        }
    }

    private func calls(_ desk: TestDesk) async throws -> [RecordedCall] {
        try await desk.data.read { try AssistanceQueries.newest(50, in: $0) }
    }

    @Test func `a business whose policy says nothing of it has none of it`() async throws {
        try await TestDesk.run { desk in
            let conversation = try await desk.send("How do I install it?", from: .fresh())

            let outcome = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)

            #expect(kinds(outcome) == "not offered")
            #expect(try await calls(desk).isEmpty)
        }
    }

    @Test func `without any account a reply comes from the help articles, with the article as its source`() async throws
    {
        try await TestDesk.run(policy: Self.policy()) { desk in
            _ = try await desk.conversations.keepHelpArticles.keep(
                title: "Hoàn tiền", body: "Chúng tôi hoàn tiền trong 7 ngày nếu eSIM chưa kích hoạt.\n\nKhác.",
                in: .vietnamese, as: Self.owner)
            _ = try await desk.conversations.keepHelpArticles.keep(
                title: "Cài đặt", body: "Quét mã QR trong phần Cài đặt di động.", in: .vietnamese, as: Self.owner)
            let conversation = try await desk.send("cho em hoan tien esim duoc khong", from: .fresh())

            let outcome = try await desk.conversations.assistAgent(.reply, in: conversation.id, as: .agent)

            guard case .helped(let found) = outcome else { throw NotAccepted() }
            #expect(found.text == "Chúng tôi hoàn tiền trong 7 ngày nếu eSIM chưa kích hoạt.")
            #expect(found.sources.map(\.title) == ["Hoàn tiền"])
            #expect(try await calls(desk).map(\.outcome) == ["answered"])
        }
    }

    @Test(arguments: [
        ("Tuyệt vời, cảm ơn shop nhiều, sim chạy rất nhanh", Mood.positive),
        ("Bực mình quá, nhắn mấy lần không ai trả lời, lừa đảo à", .negative),
        ("This is terrible, I want my money back!!", .negative),
        ("Thanks, excellent service", .positive), ("Sim không tốt", .negative),
        ("Does the plan work in Da Nang?", .neutral),
    ])
    func `the built-in engine reads a mood and shows the words it rests on`(text: String, mood: Mood) async throws {
        try await TestDesk.run(policy: Self.policy()) { desk in
            let conversation = try await desk.send(text, from: .fresh())

            let outcome = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)

            guard case .helped(let found) = outcome else { throw NotAccepted() }
            #expect(found.mood == mood, "\(found.reasons)")
            #expect(mood == .neutral || !found.reasons.isEmpty)
        }
    }

    @Test func `somebody who wants to buy scores higher than somebody who complains, each with the reasons`() {
        func reading(_ text: String) -> (score: Int, reasons: [ReadingReason]) {
            LeadReading.read(Conversing(lines: [.init(isFromVisitor: true, text: text)]))
        }

        let buyer = reading("Mình muốn mua 4 sim cho cả nhà đi Nhật tuần sau, giá bao nhiêu?")
        let angry = reading("Sim không hoạt động, trả lại tiền cho tôi")

        #expect(buyer.score >= 80 && Set(buyer.reasons.map(\.rule)).isSuperset(of: [.wantsToBuy, .asksPrice]))
        #expect(angry.score <= 10 && angry.reasons.map(\.rule) == [.complains])
    }

    @Test func `a person who refused is opened for nobody and sent to nobody`() async throws {
        let engine = FakeEngine()
        try await TestDesk.run(policy: Self.policy(), engines: [engine]) { desk in
            let conversation = try await desk.send("Hello there", from: .fresh())
            let manage = desk.conversations.manageAssistance
            #expect(try await manage.note(refusal: true, in: conversation.id, as: .agent) == .done)

            let refused = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)
            let other = try await desk.conversations.assistAgent(
                .insight, in: desk.send("Me too", from: .fresh()).id, as: .agent)

            #expect(kinds(refused) == "refused: objected")
            #expect(kinds(other) == "helped by openai", "another person is not concerned")
            #expect(engine.asked == 1)
            _ = try await manage.note(refusal: false, in: conversation.id, as: .agent)
            let again = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)
            #expect(kinds(again) == "helped by openai")
        }
    }

    @Test func `an organisation that switched it off has nothing opened, and only its owner may switch`() async throws {
        let engine = FakeEngine()
        try await TestDesk.run(policy: Self.policy(), engines: [engine]) { desk in
            let conversation = try await desk.send("Hello there", from: .fresh())
            let manage = desk.conversations.manageAssistance
            #expect(try await manage.switchAll(off: true, as: .agent) == .forbidden)
            #expect(try await manage.switchAll(off: true, as: Self.owner) == .done)

            let off = try await desk.conversations.assistAgent(.reply, in: conversation.id, as: .agent)
            let opened = try await desk.vault.opener(
                for: conversation.person, purpose: .assistance, as: .system("assistance"))

            #expect(kinds(off) == "refused: switched-off")
            #expect(opened?.refusal(for: .chatMessage) == .switchedOff, "the vault itself says no")
            #expect(engine.asked == 0)
            #expect(try await manage.switchAll(off: false, as: .agent) == .forbidden)
            #expect(try await manage.switchAll(off: false, as: Self.owner) == .done)
            let on = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)
            #expect(kinds(on) == "helped by openai")
        }
    }

    @Test func `when the first engine does not answer the next one does, and the record says so`() async throws {
        let engine = FakeEngine(.failed(.unreachable, tokens: 0))
        try await TestDesk.run(policy: Self.policy(), engines: [engine]) { desk in
            let conversation = try await desk.send("How much is it?", from: .fresh())

            let outcome = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)

            #expect(kinds(outcome) == "helped by local")
            #expect(
                Set(try await calls(desk).map { "\($0.engine) \($0.outcome)" }) == [
                    "openai unreachable", "local answered",
                ])
        }
    }

    @Test func `notes among colleagues are never part of what is asked`() async throws {
        let engine = FakeEngine()
        try await TestDesk.run(policy: Self.policy(), engines: [engine]) { desk in
            let conversation = try await desk.send("Hello", from: .fresh())
            try await desk.answer("he is difficult", as: .note, in: conversation.id)
            try await desk.answer("Hi!", in: conversation.id)

            _ = try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent)

            #expect(engine.lines == [true, false])
        }
    }

    @Test func `more than twenty questions in a minute wait, and a used-up budget asks nobody outside`() async throws {
        let engine = FakeEngine(.answered(AssistanceFindings(text: "ok"), model: "m", tokens: 3_000_000))
        try await TestDesk.run(policy: Self.policy(), engines: [engine]) { desk in
            let conversation = try await desk.send("Hello", from: .fresh())
            let ask = { try await desk.conversations.assistAgent(.insight, in: conversation.id, as: .agent) }

            #expect(kinds(try await ask()) == "helped by openai")
            #expect(kinds(try await ask()) == "spent")
            desk.clock.advance(by: .seconds(31 * 86_400))
            for _ in 0..<20 { desk.clock.advance(by: .milliseconds(1)); _ = try await ask() }

            #expect(engine.asked == 2)
        }
    }
}

/// Answers as it is told and counts.
private final class FakeEngine: AssistanceEngine {
    let name = "openai"
    let model = "fake"
    let recipient: RecipientID? = .openAI
    private let answer: AssistanceAnswer
    private let seen = Mutex<[[Bool]]>([])

    init(_ answer: AssistanceAnswer = .answered(AssistanceFindings(text: "ok"), model: "fake", tokens: 1)) {
        self.answer = answer
    }

    var asked: Int { seen.withLock { $0.count } }
    var lines: [Bool] { seen.withLock { $0.last ?? [] } }

    func answer(_ question: AssistanceQuestion, as caller: Caller) async throws -> AssistanceAnswer {
        seen.withLock { $0.append(question.lines.map(\.isFromVisitor)) }
        return answer
    }
}
