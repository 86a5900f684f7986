// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing
import Values

@testable import Audit

@Suite("Receipts people take away")
struct AuditReceiptTests {
    private func receipt(_ lab: AuditLab, for entry: AuditEntry, opened: Bool = false) async throws -> AuditReceipt {
        let outcome = try await ReceiptOffice(database: lab.database).receipt(for: entry.id, opened: opened)
        guard case .ready(let receipt) = outcome else { throw NoReceipt() }
        return receipt
    }

    private struct NoReceipt: Error {}

    @Test func `a receipt proves an erasure by itself, even after the links are gone`() async throws {
        try await withAuditLab { lab in
            let person = PersonID.random()
            let entry = AuditEntry(
                log: .evidence, type: "erasure.completed", at: .testTime, about: person, payload: [1, 2, 3])
            try await lab.record(5)
            try await lab.insert([entry])
            try await lab.record(6)
            let text = try await receipt(lab, for: entry, opened: true).text
            try await lab.database.write { _ = try AuditQueries.eraseLinks(of: person, in: $0) }

            let read = try #require(AuditReceipt(text: text))
            let key = try #require(VerifierKey(lab.signer.key(of: .evidence).description))

            guard case .genuine(let statement, let checkpoint) = read.verdict(log: key) else {
                Issue.record("\(read.verdict(log: key))")
                return
            }
            #expect(statement == entry.statement)
            #expect(checkpoint.size == 12)
            #expect(read.opening == entry.opening)
            #expect(!text.contains(person.description))
            #expect(try await receipt(lab, for: entry, opened: true).opening == nil)
        }
    }

    @Test func `every entry of a log has a receipt that holds`() async throws {
        try await withAuditLab { lab in
            let entries = try await lab.record(21)
            for entry in entries {
                let receipt = try await receipt(lab, for: entry)
                guard case .genuine(let statement, _) = receipt.verdict(log: lab.signer.key(of: .evidence)) else {
                    Issue.record("\(entry.id)")
                    continue
                }
                #expect(statement.id == entry.id)
                #expect(AuditReceipt(text: receipt.text) == receipt)
            }
        }
    }

    @Test func `there is no receipt before a checkpoint covers the entry`() async throws {
        try await withAuditLab { lab in
            let office = ReceiptOffice(database: lab.database)
            let entry = try await lab.record(1, flushing: false)[0]

            #expect(try await office.receipt(for: entry.id) == .notYetSigned)
            #expect(try await office.receipt(for: .random()) == .unknownEntry)
            _ = try await lab.database.write { try SequencingQueries.numberEntries(limit: 1, in: $0) }
            #expect(try await office.receipt(for: entry.id) == .notYetSigned)
            try await lab.sequencer.flush()
            guard case .ready = try await office.receipt(for: entry.id) else {
                Issue.record("the sequencer gives no receipt")
                return
            }
        }
    }

    @Test func `a receipt whose words were changed proves nothing`() async throws {
        try await withAuditLab { lab in
            let entry = AuditEntry(
                log: .evidence, type: "erasure.completed", at: .testTime, about: .random(), payload: [1])
            try await lab.insert([entry])
            try await lab.record(3)
            let genuine = try await receipt(lab, for: entry, opened: true)
            let key = lab.signer.key(of: .evidence)
            func altered(body: String? = nil, opening: AuditOpening? = nil, index: Int? = nil) -> AuditReceipt {
                AuditReceipt(
                    body: body ?? genuine.body, opening: opening ?? genuine.opening,
                    index: index ?? genuine.proof.index, path: genuine.proof.path,
                    checkpoint: genuine.proof.checkpoint)
            }

            #expect(altered() == genuine)
            #expect(
                altered(body: genuine.body.replacing("completed", with: "requested")).verdict(log: key)
                    == .unproven(.notInLog))
            #expect(altered(index: genuine.proof.index ^ 1).verdict(log: key) == .unproven(.notInLog))
            #expect(altered(opening: AuditOpening(payload: [2])).verdict(log: key) == .inconsistent)
            #expect(genuine.verdict(log: lab.signer.key(of: .access)) == .unproven(.unknownLog))
            #expect(AuditReceipt(text: genuine.text.replacing("extra ", with: "extra !")) == nil)
            #expect(AuditReceipt(text: "hello") == nil)
        }
    }
}
