// SPDX-License-Identifier: Apache-2.0

import Crypto
import TestKit
import Testing
import Values

@testable import Audit

@Suite("What an audit entry says")
struct AuditStatementTests {
    private let person = PersonID.random()
    private let staff = PersonID.random()

    private func entry(outcome: String? = "sent", payload: [UInt8]? = nil) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: "disclosure.sent", at: .testTime, policyVersion: "9f86d081", about: person,
            by: staff, purpose: "purchase", recipient: "stripe", categories: ["order", "email-address"],
            outcome: outcome, payload: payload)
    }

    @Test func `the text is one line a part, in fixed order`() throws {
        let entry = entry(payload: [1, 2, 3])
        let opening = try #require(entry.opening)
        guard case .reference(let subject) = entry.statement.subject else { throw MissingSubject() }
        let actor = try #require(entry.statement.actor)

        #expect(
            entry.statement.canonicalText == """
                sampan-audit/v1
                id \(entry.id)
                time 1772352000000
                log evidence
                type disclosure.sent
                policy 9f86d081
                subject \(subject)
                actor \(actor)
                purpose purchase
                recipient stripe
                categories email-address,order
                outcome sent
                commitment \(opening.commitment)

                """)
        #expect(opening.commitment.bytes == Array(SHA256.hash(data: opening.salt + [1, 2, 3])))
        #expect(opening.salt.count == 32)
    }

    private struct MissingSubject: Error {}

    @Test(arguments: [
        "", "a b", "a\nb", "a%b", "a,b", "x\ny z\ncommitment 00", "Đà Nẵng", "\u{301}", "%0a", "system:1", "👩‍👩‍👧",
    ])
    func `any value is written unambiguously and read back`(value: String) throws {
        let statement = entry(outcome: value).statement

        let read = try #require(AuditStatement(canonicalText: statement.canonicalText))

        #expect(read == statement)
        #expect(statement.canonicalText.split(separator: "\n").count == 12)
        #expect(statement.canonicalText.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `another spelling of the same words is not an entry`() {
        let text = entry().statement.canonicalText

        for (part, other) in [
            ("\n", "\r\n"), ("v1", "v2"), ("type disclosure.sent", "type disclosure%2esent"), ("id ", "id  "),
            ("purpose purchase\n", "purpose purchase\npurpose purchase\n"), ("log ", "LOG "),
        ] {
            #expect(AuditStatement(canonicalText: text.replacing(part, with: other)) == nil, "\(other)")
        }
        #expect(AuditStatement(canonicalText: text + "extra line\n") == nil)
        #expect(AuditStatement(canonicalText: String(text.dropLast())) == nil)
        #expect(AuditStatement(canonicalText: "") == nil)
    }

    @Test func `no entry names a person, and no two share a reference`() {
        let entries = (0..<50).map { _ in entry() }

        for entry in entries {
            #expect(!entry.body.contains(person.description))
            #expect(!entry.body.contains(staff.description))
        }
        #expect(Set(entries.flatMap(\.links).map(\.reference)).count == 100)
    }

    @Test func `an entry about several people commits to the set of them`() throws {
        let people = (0..<3).map { _ in PersonID.random() }

        let entry = AuditEntry(
            log: .access, type: "list.read", at: .testTime, aboutAll: people + [people[0]], by: staff,
            purpose: "support")

        let members = entry.links.filter { $0.role == .member }
        #expect(entry.statement.subject == .people(count: 3))
        #expect(Set(members.map(\.person)) == Set(people))
        #expect(entry.opening?.payload == members.flatMap(\.reference.bytes))
        #expect(entry.statement.commitment == entry.opening?.commitment)
        #expect(AuditStatement(canonicalText: entry.body) == entry.statement)
    }
}
