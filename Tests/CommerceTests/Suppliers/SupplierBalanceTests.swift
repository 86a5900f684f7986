// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Testing
import Values
import Vault

@testable import Commerce

@Suite("Watching our money at suppliers")
struct SupplierBalanceTests {
    private func wallets(_ test: TestShop) async throws -> [RecipientID: SupplierWallet] {
        let now = test.clock.now()
        let all = try await test.data.read { try SupplierWallet.all(at: now, in: $0) }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.supplier, $0) })
    }

    private func look(_ test: TestShop) async throws {
        let job = WatchSupplierBalances.job(at: test.clock.now())
        try await test.data.write { try job.insert(in: $0) }
        try await test.work()
    }

    @Test func `how long it lasts follows from what was ordered in the last week`() async throws {
        try await withShop { test in
            test.supplier.willHave(2_000_0000)
            _ = try await test.deliver()
            try await test.work(after: .seconds(31))

            let wallet = try #require(try await wallets(test)[.esimAccess])

            #expect(wallet.balance == 2_000_0000)
            #expect(wallet.spentInWeek == 34_500)
            #expect(wallet.daysLeft == 2_000_0000 * 7 / 34_500)
            #expect(wallet.lowSince == nil)
            test.clock.advance(by: .days(8))
            #expect(try await wallets(test)[.esimAccess]?.daysLeft == nil)
        }
    }

    @Test func `little is told once, and settled when there is enough again`() async throws {
        try await withShop { test in
            test.supplier.willHave(10_0000)
            for _ in 0..<3 { try await look(test) }

            #expect(try await test.openAttentions().map(\.reason) == [.balanceLow])
            #expect(try await test.openAttentions().map(\.subject) == ["esim-access"])
            test.supplier.willHave(500_0000)
            try await look(test)

            #expect(try await test.openAttentions().isEmpty)
            #expect(try await wallets(test)[.esimAccess]?.lowSince == nil)
        }
    }

    @Test func `an amount is little too when it lasts for too few days`() async throws {
        try await withShop { test in
            let wallet = SupplierWallet(
                supplier: .airalo, balance: 60_0000, askedAt: test.clock.now(), lowSince: nil, spentInWeek: 210_0000)

            #expect(wallet.daysLeft == 2)
            #expect(wallet.isLow(ShopSettings()))
        }
    }

    @Test func `an order stuck for want of money is ordered once there is some`() async throws {
        try await withShop { test in
            test.supplier.willHave(1_0000)
            try await look(test)
            let order = try await test.place()
            try await test.pay(order)
            for _ in 0..<8 {
                test.supplier.willAnswer(.refused(.noBalance))
                try await test.work(after: .seconds(600))
            }
            #expect(try await test.state(order) == .needsAttention)

            test.supplier.willHave(500_0000)
            test.supplier.willAccept()
            test.supplier.willHaveProfiles()
            try await look(test)
            try await test.work(after: .seconds(4))

            #expect(try await test.state(order) == .delivered)
            #expect(try await test.openAttentions().isEmpty)
        }
    }

    @Test func `a supplier that does not answer changes nothing`() async throws {
        try await withShop { test in
            test.supplier.willHave(10_0000)
            try await look(test)
            test.supplier.willHave(nil)
            try await look(test)

            #expect(try await wallets(test)[.esimAccess]?.balance == 10_0000)
        }
    }
}
