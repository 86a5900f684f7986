// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing
import Values

@testable import Commerce

@Suite("Watching the attestations of those who take cards")
struct WatchAttestationsTests {
    private func look(_ test: TestShop, daysLeft: Int?) async throws -> [Attention.Reason] {
        let ends = daysLeft.map { [RecipientID.stripe: test.clock.now() + .days($0)] } ?? [:]
        let processors = PaymentProcessors(
            test.foundation.processors.all, attested: CardAttestations(ends, clock: test.clock))
        _ = try await WatchAttestations(foundation: test.foundation.with(processors))()
        return try await test.openAttentions().map(\.reason)
    }

    @Test func `a person is told before the end and at the end, and a new one settles it`() async throws {
        try await withShop { test in
            let early = try await look(test, daysLeft: 31)
            #expect(early.isEmpty)
            #expect(try await look(test, daysLeft: 29) == [.attestationEnding])
            #expect(try await look(test, daysLeft: 29) == [.attestationEnding])
            #expect(try await look(test, daysLeft: 0) == [.attestationEnded])
            #expect(try await look(test, daysLeft: 365).isEmpty)
            #expect(try await look(test, daysLeft: nil) == [.attestationEnded])
        }
    }

    @Test func `cards are taken until the end and by nobody without one`() async throws {
        try await withShop { test in
            let end = test.clock.now() + .days(2)
            let all = test.foundation.processors.all
            let attested = PaymentProcessors(all, attested: CardAttestations([.stripe: end], clock: test.clock))

            #expect(attested.ways(in: .vnd).map(\.method) == [.card, .bankTransfer])
            test.clock.advance(by: .days(2))
            #expect(attested.ways(in: .vnd).map(\.method) == [.bankTransfer])
            #expect(attested[.stripe] != nil, "what it took it still gives back")
            let none = PaymentProcessors(all, attested: CardAttestations([:], clock: test.clock))
            #expect(none.ways(in: .usd).isEmpty)
        }
    }
}

extension ShopFoundation {
    /// The same shop with others who take its money.
    fileprivate func with(_ processors: PaymentProcessors) -> ShopFoundation {
        ShopFoundation(
            data: data, vault: vault, door: door, processors: processors, suppliers: suppliers, mailer: mailer,
            addresses: addresses, clock: clock, settings: settings)
    }
}
