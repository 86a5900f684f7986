// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Two stores, one operation: the vault under a power cut at every step", .timeLimit(.minutes(10)))
struct TwoStoresTests {
    static let email = SealedField(table: "buyers", column: "email", number: 901, category: .emailAddress)
    static let register = Register([
        RegisteredTable(
            "buyers", key: "person_id", label: "register.buyers", onErasure: .delete,
            columns: [.person("person_id"), .sealed(email)])
    ])

    @Test func `a person stands in both stores, or a day later in neither`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Self.register) { _ in
        } operation: { stores, _, _ in
            _ = try await Self.buyer(in: stores)
        } afterwards: { stores, _, power in
            let people = try await stores.vault.people(.guestEmail, "lan@example.vn")
            #expect(people.count <= 1)
            let rows = try await stores.count("buyers")
            #expect(power.moment != .before(1) || people.isEmpty)

            try await stores.expectNoLooseEnds()

            #expect(try await stores.enrolled().count == rows)
            #expect(try await stores.vault.people(.guestEmail, "lan@example.vn").count == rows)
        }
        #expect(steps == 2)
    }

    @Test func `a key of a period is made once and whole`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { _ in
        } operation: { stores, _, _ in
            _ = try await stores.vault.sealer(for: .hold("accounting", endYear: 2036))
        } afterwards: { stores, _, _ in
            let first = try await stores.vault.sealer(for: .hold("accounting", endYear: 2036))
            let second = try await stores.vault.sealer(for: .hold("accounting", endYear: 2036))
            let people: Int? = try await stores.keys.read {
                try $0.first("SELECT count(*) FROM people") { try $0[0] }
            }

            #expect(first.person == second.person)
            #expect(people == 1, "no key is left that no period names")
        }
    }

    @Test func `what is over is unreadable from the first step on, and gone after the next try`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            let sealer = try await stores.vault.sealer(for: .hold("accounting", endYear: 2025))
            let row = ID<String>.random()
            return (
                SealedValue(try sealer.seal("VC-1", in: Self.email, row: row), in: Self.email, row: row.bytes),
                sealer.person
            )
        } operation: { stores, _, _ in
            _ = try await stores.vault.destroyEndedHolds(before: 2026)
        } afterwards: { stores, held, _ in
            let opened = try await stores.vault.open(held.0, of: held.1, for: .purchase, as: .system("test"))
            #expect(opened.value == nil, "the tombstone alone shuts it")

            _ = try await stores.vault.destroyEndedHolds(before: 2026)
            let left: Int? = try await stores.keys.read { try $0.first("SELECT count(*) FROM people") { try $0[0] } }
            #expect(left == 0)
        }
    }

    @Test func `an erased person stays unreadable wherever the power failed`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            try await Self.buyer(in: stores)
        } operation: { stores, buyer, _ in
            try await stores.vault.destroyKeys(of: buyer.person)
        } afterwards: { stores, buyer, _ in
            #expect(try stores.vault.ledger.isErased(buyer.person))
            #expect(try await Self.opens(buyer, in: stores) == false)
            #expect(try await stores.vault.sealer(for: buyer.person) == nil)

            try await stores.expectNoLooseEnds()

            #expect(try await stores.enrolled().isEmpty)
        }
    }

    enum Choice: CaseIterable { case withdraw, object, restrict }

    @Test(arguments: Choice.allCases)
    func `a person's no holds from the first step on`(choice: Choice) async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            let buyer = try await Self.buyer(in: stores)
            try await stores.vault.consent(to: .marketing, by: buyer.person)
            return buyer
        } operation: { stores, buyer, _ in
            try await Self.make(choice, of: buyer.person, in: stores)
        } afterwards: { stores, buyer, _ in
            #expect(try await Self.stands(choice, of: buyer.person, in: stores))
            try await Self.make(choice, of: buyer.person, in: stores)
            #expect(try await Self.stands(choice, of: buyer.person, in: stores))
            try await stores.expectNoLooseEnds()
        }
    }

    @Test func `a yes, and the lifting of a restriction, count once they are complete`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            let buyer = try await Self.buyer(in: stores)
            try await stores.vault.restrict(buyer.person, true)
            try await stores.vault.consent(to: .marketing, by: buyer.person)
            try await stores.vault.withdraw(.marketing, by: buyer.person)
            return buyer
        } operation: { stores, buyer, _ in
            try await stores.vault.consent(to: .marketing, by: buyer.person)
            try await stores.vault.restrict(buyer.person, false)
        } afterwards: { stores, buyer, power in
            let found = try #require(try await stores.vault.gate(of: buyer.person))
            if !power.hasHappened { #expect(found.hasConsented(to: .marketing) && !found.isRestricted) }
            #expect(found.isRestricted || found.hasConsented(to: .marketing), "in the order they were given")

            try await stores.vault.consent(to: .marketing, by: buyer.person)
            try await stores.vault.restrict(buyer.person, false)

            let gate = try #require(try await stores.vault.gate(of: buyer.person))
            #expect(gate.hasConsented(to: .marketing) && !gate.isRestricted)
        }
    }

    @Test func `a rotation goes on where it stopped, and every value opens all the while`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Self.register) { stores in
            [try await Self.buyer(in: stores), try await Self.buyer(in: stores)]
        } operation: { stores, _, power in
            _ = try await stores.vault.rotation.rotate { try await power.step { stores.keys } }
        } afterwards: { stores, buyers, power in
            for buyer in buyers { #expect(try await Self.opens(buyer, in: stores)) }
            #expect(power.hasHappened || stores.vault.organisationKeys.epochs == [2])

            if stores.vault.organisationKeys.epochs != [2] {
                _ = try await stores.vault.rotation.rotate { stores.keys }
            }

            #expect(stores.vault.organisationKeys.epochs == [2])
            #expect(!FileManager.default.fileExists(atPath: stores.secrets.appending(path: "epoch-1.secret").path))
            for buyer in buyers { #expect(try await Self.opens(buyer, in: stores)) }
            try await stores.expectNoLooseEnds()
        }
        #expect(steps == 3, "the epoch begun, all keys wrapped anew, and the copy")
    }

    @Test func `a new value after a rotation is sealed under a key that outlives the crash`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            let buyer = try await Self.buyer(in: stores)
            _ = try await stores.vault.rotation.rotate { stores.keys }
            return buyer
        } operation: { stores, buyer, _ in
            let sealer = try #require(try await stores.vault.sealer(for: buyer.person))
            let sealed = try sealer.seal("lan@new.example", in: Self.email, row: buyer.person)
            try await stores.data.write { try $0.execute("UPDATE buyers SET email = $1", sealed) }
        } afterwards: { stores, buyer, _ in
            let sealed: Sealed? = try await stores.data.read { try $0.first("SELECT email FROM buyers") { try $0[0] } }
            let value = SealedValue(try #require(sealed), in: Self.email, row: buyer.person.bytes)
            let opened = try await stores.vault.open(value, of: buyer.person, for: .purchase, as: .system("test"))

            #expect(["lan@example.vn", "lan@new.example"].contains(opened.value?.expose()))
            try await stores.expectNoLooseEnds()
        }
    }

    @Test func `keys are collected however long the shop was down, and only those without data`() async throws {
        try await withPowerCutAtEveryStep(register: Self.register) { stores in
            let buyer = try await Self.buyer(in: stores)
            for _ in 0..<3 { _ = try await stores.vault.enrol() }
            _ = try await stores.vault.enrol(.erasureCase)
            stores.clock.advance(by: .days(40))
            return buyer
        } operation: { stores, _, _ in
            try await stores.vault.keepHouse(in: stores.data)
        } afterwards: { stores, buyer, _ in
            try await stores.expectNoLooseEnds()

            #expect(try await stores.enrolled() == [buyer.person])
            #expect(try await Self.opens(buyer, in: stores))
        }
    }

    // MARK: - Steps

    struct Buyer: Sendable {
        let person: PersonID
        let email: SealedValue
    }

    static func buyer(in stores: TwoStores) async throws -> Buyer {
        let sealer = try await stores.vault.enrol(findableBy: [(.guestEmail, "lan@example.vn")])
        let sealed = try sealer.seal("lan@example.vn", in: email, row: sealer.person)
        try await stores.data.write {
            try $0.execute("INSERT INTO buyers (person_id, email) VALUES ($1, $2)", sealer.person, sealed)
        }
        return Buyer(person: sealer.person, email: SealedValue(sealed, in: email, row: sealer.person.bytes))
    }

    static func opens(_ buyer: Buyer, in stores: TwoStores) async throws -> Bool {
        try await stores.vault.open(buyer.email, of: buyer.person, for: .purchase, as: .system("test")).value != nil
    }

    static func make(_ choice: Choice, of person: PersonID, in stores: TwoStores) async throws {
        switch choice {
        case .withdraw: try await stores.vault.withdraw(.marketing, by: person)
        case .object: try await stores.vault.object(to: .support, by: person)
        case .restrict: try await stores.vault.restrict(person, true)
        }
    }

    static func stands(_ choice: Choice, of person: PersonID, in stores: TwoStores) async throws -> Bool {
        guard let gate = try await stores.vault.gate(of: person) else { return false }
        return switch choice {
        case .withdraw: !gate.hasConsented(to: .marketing)
        case .object: gate.hasObjected(to: .support)
        case .restrict: gate.isRestricted
        }
    }
}
