// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Finding and forgetting whom entries are about")
struct AuditQueriesTests {
    private enum Order {}

    @Test func `entries are found by person, by actor and by object`() async throws {
        try await withAuditLab { lab in
            let (buyer, staff, other) = (PersonID.random(), PersonID.random(), PersonID.random())
            let order = ID<Order>.random()
            func entry(
                _ type: AuditType, _ second: Int, about person: PersonID?, object: ID<Order>? = nil,
                by actor: PersonID? = nil
            ) -> AuditEntry {
                AuditEntry(
                    log: .evidence, type: type, at: .testTime + .seconds(second), about: person,
                    object: object?.cast(), by: actor)
            }
            let paid = entry("paid", 1, about: buyer, object: order)
            let read = entry("read", 2, about: buyer, by: staff)
            let list = AuditEntry(
                log: .access, type: "list", at: .testTime + .seconds(3), aboutAll: [buyer, other], by: staff)
            let published = entry("published", 4, about: nil, object: order)
            try await lab.insert([paid, read, list, published, entry("else", 5, about: other)])

            let found = try await lab.database.read { session in
                (
                    buyer: try AuditQueries.entries(about: buyer, in: session).map(\.id),
                    staff: try AuditQueries.entries(by: staff, in: session).map(\.id),
                    aboutStaff: try AuditQueries.entries(about: staff, in: session).map(\.id),
                    order: try AuditQueries.entries(about: order.cast(to: AuditObject.self), in: session).map(\.id),
                    actor: try AuditQueries.actor(of: read.id, in: session),
                    nobody: try AuditQueries.actor(of: paid.id, in: session),
                    read: try AuditQueries.entry(read.id, in: session)
                )
            }

            #expect(found.buyer == [list.id, read.id, paid.id])
            #expect(found.staff == [list.id, read.id])
            #expect(found.aboutStaff.isEmpty)
            #expect(found.order == [paid.id, published.id])
            #expect(found.actor == staff)
            #expect(found.nobody == nil)
            #expect(found.read?.statement == read.statement)
            #expect(found.read?.position == nil)
        }
    }

    @Test func `an erased person's entries stay and lead back to nobody`() async throws {
        try await withAuditLab { lab in
            let (buyer, other) = (PersonID.random(), PersonID.random())
            let order = ID<Order>.random()
            let paid = AuditEntry(
                log: .evidence, type: "paid", at: .testTime, about: buyer, object: order.cast(), payload: [1])
            let list = AuditEntry(log: .access, type: "list", at: .testTime, aboutAll: [buyer, other])
            let theirs = AuditEntry(log: .evidence, type: "paid", at: .testTime, about: other, payload: [2])
            try await lab.insert([paid, list, theirs])
            try await lab.sequencer.flush()

            let erased = try await lab.database.write { try AuditQueries.eraseLinks(of: buyer, in: $0) }

            let left = try await lab.database.read { session in
                (
                    buyer: try AuditQueries.entries(about: buyer, in: session),
                    order: try AuditQueries.entries(about: order.cast(to: AuditObject.self), in: session),
                    opening: try AuditQueries.opening(of: paid.id, in: session),
                    theirs: try AuditQueries.opening(of: theirs.id, in: session),
                    other: try AuditQueries.entries(about: other, in: session).map(\.id),
                    entry: try AuditQueries.entry(paid.id, in: session),
                    mentions: try session.query("SELECT person_id FROM audit_links WHERE person_id = $1", buyer) { _ in
                        true
                    }
                )
            }
            #expect(erased == 2)
            #expect(left.buyer.isEmpty)
            #expect(left.order.isEmpty)
            #expect(left.opening == nil)
            #expect(left.theirs == theirs.opening)
            #expect(Set(left.other) == [list.id, theirs.id])
            #expect(left.entry?.statement == paid.statement)
            #expect(left.mentions.isEmpty)
            #expect(try await lab.verify().isIntact)
        }
    }

    @Test func `an entry of a refused transaction was never written`() async throws {
        struct Refused: Error {}
        try await withAuditLab { lab in
            let entry = AuditEntry(log: .evidence, type: "paid", at: .testTime, about: .random())

            await #expect(throws: Refused.self) {
                try await lab.database.write { session in
                    try entry.insert(in: session)
                    throw Refused()
                }
            }

            let found = try await lab.database.read { try AuditQueries.entry(entry.id, in: $0) }
            #expect(found == nil)
        }
    }
}
