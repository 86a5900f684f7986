// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Looking through the logs")
struct AuditSearchTests {
    private func page(_ lab: AuditLab, _ search: AuditSearch) async throws -> AuditPage {
        try await lab.database.read { try AuditQueries.page(search, in: $0) }
    }

    private func entry(_ type: AuditType, purpose: String? = nil, by actor: PersonID? = nil) -> AuditEntry {
        AuditEntry(log: .evidence, type: type, at: .testTime, by: actor, purpose: purpose)
    }

    @Test func `pages follow one another from the newest to the first`() async throws {
        try await withAuditLab { lab in
            try await lab.record(7)

            let first = try await page(lab, AuditSearch(of: .evidence, limit: 3))
            let second = try await page(lab, AuditSearch(of: .evidence, before: first.next, limit: 3))
            let last = try await page(lab, AuditSearch(of: .evidence, before: second.next, limit: 3))

            #expect([first, second, last].map { $0.entries.compactMap(\.position) } == [[6, 5, 4], [3, 2, 1], [0]])
            #expect(first.size == 7)
            #expect(last.next == nil)
        }
    }

    @Test func `entries are found by the beginning of their type, and by their whole purpose`() async throws {
        try await withAuditLab { lab in
            let wanted = entry("refund.requested", purpose: "legal-duty")
            try await lab.insert([
                entry("policy.accepted", purpose: "legal"), wanted, entry("part-refund.requested", purpose: "refund."),
            ])
            try await lab.sequencer.flush()

            let byType = try await page(lab, AuditSearch(of: .evidence, types: ["refund.", "erasure."]))
            let byPurpose = try await page(lab, AuditSearch(of: .evidence, purpose: "legal-duty"))
            let byBoth = try await page(lab, AuditSearch(of: .evidence, types: ["policy."], purpose: "legal-duty"))

            #expect(byType.entries.map(\.id) == [wanted.id])
            #expect(byPurpose.entries.map(\.id) == [wanted.id])
            #expect(byBoth.entries.isEmpty)
        }
    }

    @Test func `another log and entries without a number are not among them`() async throws {
        try await withAuditLab { lab in
            try await lab.record(2, in: .access)
            try await lab.record(1, flushing: false)

            #expect(try await page(lab, AuditSearch(of: .evidence)).entries.isEmpty)
            #expect(try await page(lab, AuditSearch(of: .access)).entries.count == 2)
        }
    }

    @Test func `who acted and whom it was about is known until the links are erased`() async throws {
        try await withAuditLab { lab in
            let (actor, buyer) = (PersonID.random(), PersonID.random())
            let entry = AuditEntry(
                log: .access, type: "personal-data.opened", at: .testTime, about: buyer, by: actor, purpose: "support")
            try await lab.insert([entry])

            let before = try await lab.database.read { try AuditQueries.parties(to: entry.id, in: $0) }
            try await lab.database.write { _ = try AuditQueries.eraseLinks(of: buyer, in: $0) }
            let after = try await lab.database.read { try AuditQueries.parties(to: entry.id, in: $0) }

            #expect(before == AuditParties(actor: actor, people: [buyer]))
            #expect(after == AuditParties(actor: actor, people: []))
        }
    }

    @Test func `a check says after each part how far it is`() async throws {
        try await withAuditLab { lab in
            try await lab.record(600)
            let steps = Steps()

            _ = try await AuditVerifier(database: lab.database, key: lab.signer.key(of:))
                .verify([.evidence]) { steps.add($0) }

            #expect(steps.all.map(\.done) == [500, 600])
            #expect(steps.all.allSatisfy { $0.log == .evidence && $0.total == 600 })
        }
    }
}

private final class Steps: Sendable {
    private let steps = Mutex<[AuditProgress]>([])

    var all: [AuditProgress] { steps.withLock { $0 } }
    func add(_ step: AuditProgress) { steps.withLock { $0.append(step) } }
}
