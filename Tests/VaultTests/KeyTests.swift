// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Keys and their epochs")
struct KeyTests {
    static let email = SealedField(table: "order_buyers", column: "email", number: 901, category: .emailAddress)

    @Test func `after a rotation old values open and the old key store opens nothing`() async throws {
        try await withTemporaryVault { test in
            let row = ID<String>.random()
            let sealer = try await test.vault.enrol()
            let value = SealedValue(try sealer.seal("lan", in: Self.email, row: row), in: Self.email, row: row.bytes)
            let stolen = test.secrets.appending(path: "stolen.sqlite")
            try await test.keys.copy(to: stolen)

            let count = try await test.vault.rotation.rotate { test.keys }

            #expect(count == 1)
            #expect(
                try await test.vault.open(value, of: sealer.person, for: .purchase, as: .system("test")).value != nil)
            #expect(test.vault.organisationKeys.epochs == [2])
            let thief = Vault(
                keys: try SQLiteDatabase.open(.keys, at: stolen, clock: test.clock), data: test.data,
                organisationKeys: test.vault.organisationKeys, ledger: test.vault.ledger, policy: test.vault.policy,
                register: test.vault.register, clock: test.clock)
            await #expect(throws: EpochSecretMissing.self) {
                try await thief.open(value, of: sealer.person, for: .purchase, as: .system("test"))
            }
        }
    }

    @Test func `a rotation whose copy is stale keeps the old secret`() async throws {
        try await withTemporaryVault { test in
            _ = try await test.vault.enrol()
            let stale = test.secrets.appending(path: "stale.sqlite")
            try await test.keys.copy(to: stale)

            await #expect(throws: KeyCopyIncomplete.self) {
                try await test.vault.rotation.rotate { try SQLiteDatabase.open(.keys, at: stale, clock: test.clock) }
            }

            #expect(test.vault.organisationKeys.epochs == [1, 2])
            _ = try await test.vault.rotation.rotate { test.keys }
            #expect(test.vault.organisationKeys.epochs == [2])
        }
    }

    @Test func `a hold key outlives the person and goes when its year is over`() async throws {
        try await withTemporaryVault { test in
            let row = ID<String>.random()
            let field = SealedField(table: "invoices", column: "minimum", number: 903, category: .invoiceMinimum)
            let hold = try await test.vault.sealer(for: .hold("accounting", endYear: 2036))
            let again = try await test.vault.sealer(for: .hold("accounting", endYear: 2036))
            let value = SealedValue(try hold.seal("VC-1", in: field, row: row), in: field, row: row.bytes)

            #expect(hold.person == again.person)
            #expect(try await test.vault.destroyEndedHolds(before: 2036) == 0)
            #expect(
                try await test.vault.open(value, of: hold.person, for: .legalDuty, as: .system("test")).value != nil)
            #expect(try await test.vault.destroyEndedHolds(before: 2037) == 1)
            #expect(
                try await test.vault.open(value, of: hold.person, for: .legalDuty, as: .system("test")).value == nil)
        }
    }

    @Test func `many at once make one period key`() async throws {
        try await withTemporaryVault { test in
            let vault = test.vault
            let people = try await withThrowingTaskGroup(of: PersonID.self) { group in
                for _ in 0..<16 { group.addTask { try await vault.sealer(for: .inbox(on: .testTime)).person } }
                return try await group.reduce(into: Set<PersonID>()) { $0.insert($1) }
            }

            #expect(people.count == 1)
        }
    }

    @Test func `a unique look-up belongs to the first, a guest's address to everyone who typed it`() async throws {
        try await withTemporaryVault { test in
            _ = try await test.vault.enrol(.staff, findableBy: [(.staffEmail, "minh@shop.test")])
            await #expect(throws: StorageError.uniqueViolation) {
                try await test.vault.enrol(.staff, findableBy: [(.staffEmail, "minh@shop.test")])
            }
            _ = try await test.vault.enrol(findableBy: [(.guestEmail, "lan@example.vn")])
            _ = try await test.vault.enrol(findableBy: [(.guestEmail, "lan@example.vn")])
            #expect(try await test.vault.people(.guestEmail, "lan@example.vn").count == 2)
        }
    }

    @Test func `the ledger survives a torn last line and refuses a damaged one`() async throws {
        try await withTemporaryVault { test in
            let person = PersonID.random()
            try await test.vault.destroyKeys(of: person)
            let file = test.secrets.appending(path: "restrictions.ledger")
            let whole = try Data(contentsOf: file)

            try (whole + Data("v1 00aa era".utf8)).write(to: file)
            #expect(try test.reopened().ledger.isErased(person))
            #expect(try Data(contentsOf: file) == whole)

            try (Data("nonsense\n".utf8) + whole).write(to: file)
            #expect(throws: LedgerDamaged.self) { try test.reopened() }
        }
    }
}
