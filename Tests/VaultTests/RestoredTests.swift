// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values

@testable import Vault

@Suite("Stores that a backup brought back")
struct RestoredTests {
    @Test func `a password from before the last change is dead, whatever the key store says`() async throws {
        try await withTemporaryVault { test in
            let person = try await test.vault.enrol(.staff).person
            try await test.vault.setPasswordHash("old", of: person)
            let then = test.clock.now()
            test.clock.advance(by: .hours(1))
            try await test.vault.setPasswordHash("new", of: person)
            #expect(try await test.vault.passwordHash(of: person) == "new")

            try await test.keys.write { try CredentialQueries.set("old", of: person, at: then, in: $0) }

            #expect(try await test.vault.passwordHash(of: person) == nil)
            #expect(try await test.reopened().passwordHash(of: person) == nil)
        }
    }

    @Test func `credentials that were ended stay ended until new ones are set`() async throws {
        try await withTemporaryVault { test in
            let person = try await test.vault.enrol(.staff).person
            try await test.vault.setPasswordHash("old", of: person)
            let then = test.clock.now()
            test.clock.advance(by: .seconds(1))
            try await test.vault.endCredentials(of: person)
            try await test.keys.write { try CredentialQueries.set("old", of: person, at: then, in: $0) }
            #expect(try await test.vault.passwordHash(of: person) == nil)

            test.clock.advance(by: .seconds(1))
            try await test.vault.setPasswordHash("new", of: person)

            #expect(try await test.vault.passwordHash(of: person) == "new")
        }
    }

    @Test func `of two copies of a ledger every line is kept once, in the order of time, and a torn one never`() {
        let (a, b, c) = ("v1 aa erased 1\n", "v1 bb restricted 2\n", "v1 bb unrestricted 3\n")

        #expect(RestrictionLedger.merged(Data((a + c).utf8), Data((a + b).utf8)) == Data((a + b + c).utf8))
        #expect(RestrictionLedger.merged(Data((a + "v1 cc era").utf8), Data()) == Data(a.utf8))
        #expect(RestrictionLedger.merged(Data(), Data()) == Data())
    }
}
