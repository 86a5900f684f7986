// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("The gate before every opening")
struct GateTests {
    static let email = SealedField(table: "order_buyers", column: "email", number: 901, category: .emailAddress)

    @Test func `a purpose the policy does not declare for the data opens nothing`() async throws {
        try await expectOpening(for: .improvement, gives: .purposeNotDeclared)
    }

    @Test func `a purpose on consent opens after consent and not after withdrawal`() async throws {
        try await withValue { test, person, value in
            let marketing = { try await test.vault.open(value, of: person, for: .marketing, as: .system("test")) }

            #expect(try await marketing().refusal == .consentMissing)
            try await test.vault.consent(to: .marketing, by: person)
            #expect(try await marketing().value != nil)
            try await test.vault.withdraw(.marketing, by: person)
            #expect(try await marketing().refusal == .consentMissing)
        }
    }

    @Test func `an objection stops its purpose and no other`() async throws {
        try await withValue { test, person, value in
            try await test.vault.object(to: .support, by: person)

            #expect(
                try await test.vault.open(value, of: person, for: .support, as: .system("test")).refusal == .objected)
            #expect(try await test.vault.open(value, of: person, for: .purchase, as: .system("test")).value != nil)
        }
    }

    @Test func `a restricted person's data serves legal duties only, until the restriction is lifted`() async throws {
        try await withValue { test, person, value in
            try await test.vault.restrict(person, true)

            #expect(
                try await test.vault.open(value, of: person, for: .purchase, as: .system("test")).refusal == .restricted
            )
            #expect(try await test.vault.open(value, of: person, for: .legalDuty, as: .system("test")).value != nil)
            try await test.vault.restrict(person, false)
            #expect(try await test.vault.open(value, of: person, for: .purchase, as: .system("test")).value != nil)
        }
    }

    @Test(arguments: [StaffRole.catalogueEditor, .supportAgent, .owner])
    func `a member of staff opens only what the policy gives their role`(role: StaffRole) async throws {
        try await withValue { test, person, value in
            let member = StaffMember(id: .random(), role: role)

            let opening = try await test.vault.open(value, of: person, for: .support, as: .staff(member))

            #expect((opening.value != nil) == (role != .catalogueEditor))
            #expect(opening.refusal == (role == .catalogueEditor ? .callerMayNot : nil))
        }
    }

    @Test func `somebody else, or nobody known, opens nothing of mine`() async throws {
        try await withValue { test, person, value in
            for caller in [Caller.person(.random()), .anonymous] {
                let opening = try await test.vault.open(value, of: person, for: .purchase, as: caller)
                #expect(opening.refusal == .callerMayNot)
            }
            #expect(try await test.vault.open(value, of: person, for: .purchase, as: .person(person)).value != nil)
        }
    }

    @Test func `after the key is destroyed everything is refused, in this process and the next`() async throws {
        try await withValue { test, person, value in
            try await test.vault.destroyKeys(of: person)

            #expect(
                try await test.vault.open(value, of: person, for: .purchase, as: .system("test")).refusal == .erased)
            let restarted = try test.reopened()
            #expect(try await restarted.open(value, of: person, for: .purchase, as: .system("test")).refusal == .erased)
            #expect(try restarted.ledger.isErased(person))
            #expect(try await test.vault.sealer(for: person) == nil)
            #expect(try await test.vault.people(.guestEmail, "lan@example.vn").isEmpty)
        }
    }

    private func expectOpening(for purpose: Purpose, gives refusal: VaultRefusal) async throws {
        try await withValue { test, person, value in
            let opening = try await test.vault.open(value, of: person, for: purpose, as: .system("test"))
            #expect(opening.refusal == refusal)
        }
    }

    private func withValue(
        _ body: (TestVault, PersonID, SealedValue) async throws -> Void
    ) async throws {
        try await withTemporaryVault { test in
            let sealer = try await test.vault.enrol(findableBy: [(.guestEmail, "lan@example.vn")])
            let row = ID<String>.random()
            let sealed = try sealer.seal("lan@example.vn", in: Self.email, row: row)
            try await body(test, sealer.person, SealedValue(sealed, in: Self.email, row: row.bytes))
        }
    }
}

extension Opening {
    fileprivate var refusal: VaultRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}
