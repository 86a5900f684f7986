// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing
import Values

@Suite("The published page")
struct DocumentTests {
    let policy: Policy

    init() throws { policy = try .committed() }

    @Test(arguments: Language.allCases)
    func `it has ten numbered sections, none of them empty`(language: Language) {
        let document = PolicyDocument(policy, in: language)

        #expect(document.sections.map(\.number) == Array(1...10))
        #expect(document.sections.allSatisfy { !$0.blocks.isEmpty && !$0.title.isEmpty })
        #expect(Set(document.sections.map(\.title)).count == 10)
    }

    @Test func `its header states the month of its last revision`() {
        #expect(PolicyDocument(policy, in: .english).revisedLine == "Last revised March 2026")
        #expect(PolicyDocument(policy, in: .vietnamese).revisedLine == "Sửa lần cuối tháng 3 năm 2026")
    }

    @Test(arguments: Language.allCases)
    func `every category, purpose, recipient and right of the policy stands in it`(language: Language) {
        let text = PolicyDocument(policy, in: language).plainText
        let declarations = policy.declarations

        for category in declarations.categories { #expect(text.contains(category.words[language])) }
        for purpose in declarations.purposes { #expect(text.contains(purpose.words[language])) }
        for recipient in declarations.recipients { #expect(text.contains(recipient.name)) }
        for right in declarations.rights { #expect(text.contains(right.how[language])) }
        for entry in declarations.browserEntries { #expect(text.contains(entry.name)) }
        for section in declarations.sections {
            for wording in section.paragraphs + section.points { #expect(text.contains(wording[language])) }
        }
        #expect(text.contains("support@vietnamconnect.com"))
    }

    @Test(arguments: Language.allCases)
    func `every row has as many cells as its table's head`(language: Language) {
        for section in PolicyDocument(policy, in: language).sections {
            for case .table(let table) in section.blocks {
                #expect(!table.rows.isEmpty)
                #expect(table.rows.allSatisfy { $0.count == table.header.count })
            }
        }
    }

    @Test func `what a policy does not declare does not stand in its page`() throws {
        let small = PolicyDocument(try SmallPolicy.policy(), in: .english).plainText

        #expect(!small.contains("Stripe"))
        #expect(!small.contains("E-mail address"))
    }

    @Test(arguments: Language.allCases)
    func `it is written as recorded`(language: Language) throws {
        try expectSnapshot(
            PolicyDocument(policy, in: language).plainText,
            at: "Tests/PolicyTests/Document/Snapshots/vietnam-connect.\(language.rawValue).txt")
    }
}

extension PolicyDocument {
    /// The page as text, links by their address.
    var plainText: String {
        let head = [title, revisedLine, versionLine] + introduction.map(\.shown)
        let body = sections.flatMap { section in
            ["", "\(section.number). \(section.title)", ""] + section.blocks.flatMap(\.lines)
        }
        return (head + body).joined(separator: "\n") + "\n"
    }
}

extension PolicyDocument.Block {
    fileprivate var lines: [String] {
        switch self {
        case .paragraph(let text): [text.shown]
        case .list(let points): points.map { "• " + $0.shown }
        case .table(let table):
            ["[\(table.caption)] " + table.header.joined(separator: " | ")]
                + table.rows.map { "  " + $0.map(\.shown).joined(separator: " | ") }
        }
    }
}

extension RichText {
    var shown: String {
        spans.map { span in
            switch span {
            case .text(let text): text
            case .link(let text, .policy): "[\(text)](policy)"
            case .link(let text, .address(let address)): "[\(text)](\(address))"
            }
        }.joined()
    }
}
