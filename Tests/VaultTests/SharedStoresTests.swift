// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Two servers on one key store")
struct SharedStoresTests {
    static let email = SealedField(table: "order_buyers", column: "email", number: 901, category: .emailAddress)

    private func sealed(_ text: String, by sealer: Sealer) throws -> SealedValue {
        let row = ID<String>.random()
        return SealedValue(try sealer.seal(text, in: Self.email, row: row), in: Self.email, row: row.bytes)
    }

    @Test func `a server that has not heard of a rotation seals nothing that only the old secret opens`() async throws {
        try await withTemporaryVault { test in
            let other = try test.reopened()
            _ = try await test.vault.rotation.rotate { test.keys }

            let sealer = try await other.enrol()
            let value = try sealed("lan", by: sealer)

            #expect(other.organisationKeys.epochs == [2])
            let third = try test.reopened()
            let opened = try await third.open(value, of: sealer.person, for: .purchase, as: .system("test")).value
            #expect(opened?.expose() == "lan")
        }
    }

    @Test func `a server that has not heard of a rotation opens what was wrapped anew`() async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol()
            let value = try sealed("lan", by: sealer)
            let other = try test.reopened()
            _ = try await test.vault.rotation.rotate { test.keys }

            let opened = try await other.open(value, of: sealer.person, for: .purchase, as: .system("test")).value

            #expect(opened?.expose() == "lan")
        }
    }

    @Test func `what one server writes in the ledger the other knows, and neither overwrites the other`() async throws {
        try await withTemporaryVault { test in
            let other = try test.reopened()
            let people = (0..<6).map { _ in PersonID.random() }

            for (index, person) in people.enumerated() {
                let ledger = index.isMultiple(of: 2) ? test.vault.ledger : other.ledger
                try ledger.record(.erased, of: person, at: test.clock.now())
            }

            for ledger in [test.vault.ledger, other.ledger, try test.reopened().ledger] {
                for person in people { #expect(try ledger.isErased(person)) }
            }
        }
    }
}
