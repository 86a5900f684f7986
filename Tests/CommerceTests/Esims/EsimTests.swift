// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("An eSIM after its delivery")
struct EsimTests {
    @Test func `the signed link shows state, data left and the code to install`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            guard case .opened(let id, let caller) = try await test.shop.openOrderLink(order.token),
                case .order(let shown) = try await test.shop.showOrder(id, as: caller)
            else { throw CancellationError() }

            let esim = try #require(shown.esims.first)
            #expect(esim.install.activationCode == "LPA:1$rsp.supplier.test$CODE-1")
            #expect(esim.remainingBytes == 5 * DataVolume.bytesPerGigabyte)
            #expect(esim.topUps.map(\.slug) == ["japan-top-up-1gb-7d", "japan-top-up-5gb-30d"])
            #expect("\(esim)".contains("LPA") == false)
        }
    }

    @Test func `whoever holds only the number, or another's link, sees nothing`() async throws {
        try await withShop { test in
            let (order, other) = (try await test.deliver(), try await test.place())

            for token in [order.number.text, "\(order.id)", String(order.token.reversed()), ""] {
                guard case .notFound = try await test.shop.openOrderLink(token) else {
                    Issue.record("opened by \(token)")
                    continue
                }
            }
            guard case .notFound = try await test.shop.showOrder(order.id, as: .person(try #require(other.person))),
                case .notFound = try await test.shop.showOrder(order.id, as: .anonymous)
            else { throw CancellationError() }
        }
    }

    @Test func `usage is asked for when it is old, and what is stored stays when nobody answers`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            #expect(try await test.shop.refreshUsage(order.id, as: .support) == .fresh)
            test.clock.advance(by: .seconds(61))
            test.supplier.willHaveProfiles(used: 1_000_000, state: .inUse)

            #expect(try await test.shop.refreshUsage(order.id, as: .support) == .fresh)
            #expect(try await test.shop.refreshUsage(order.id, as: .support) == .fresh)

            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.usedBytes) == [1_000_000])
            test.clock.advance(by: .seconds(61))
            test.supplier.willSay(.unreachable)
            #expect(try await test.shop.refreshUsage(order.id, as: .support) == .stale)
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.usedBytes) == [1_000_000])
        }
    }

    @Test func `a top-up is an order of its own, paid, and added to the eSIM once`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let esim = try #require(try await test.staffOrder(order.id)?.esims.first)
            let buyer = Caller.person(try #require(order.person))
            let draft = BuyTopUp.Draft(
                esim: esim.id, offerSlug: "japan-top-up-1gb-7d", currency: .usd, language: .english,
                policyVersion: test.vault.policy.version.hex, attempt: .random())

            guard case .placed(let topUp) = try await test.shop.buyTopUp(draft, as: buyer),
                case .already = try await test.shop.buyTopUp(draft, as: buyer),
                case .notFound = try await test.shop.buyTopUp(draft, as: .person(.random()))
            else { throw CancellationError() }
            #expect(topUp.amount == Money(minorUnits: 390, currency: .usd))
            test.processor.willBegin()
            try await test.begin(topUp)
            test.supplier.willChange(.unreachable)
            _ = try await test.shop.settlePayment(test.paid(topUp, event: "2", session: "cs_2"))
            try await test.work()
            test.supplier.willChange(.done)
            test.supplier.willHaveProfiles()
            try await test.work(after: .seconds(6))

            #expect(try await test.state(topUp) == .delivered)
            #expect(Set(test.supplier.topUps.map(\.transaction)).count == 1)
            #expect(test.supplier.topUps.map(\.supplierPackage.code) == ["TOPUP_JP0107", "TOPUP_JP0107"])
            #expect(test.courier.mails.last?.subject == "topped-up")
            #expect(try await test.count("buyers") == 1)
        }
    }

    @Test func `its buyer can suspend and resume it, nobody else can`() async throws {
        try await withShop { test in
            let order = try await test.deliver()
            let esim = try #require(try await test.staffOrder(order.id)?.esims.first)
            let buyer = Caller.person(try #require(order.person))
            test.supplier.willChange(.done)

            #expect(try await test.shop.suspendEsim(esim.id, true, as: .person(.random())) == .notFound)
            #expect(try await test.shop.suspendEsim(esim.id, true, as: buyer) == .suspended)
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.state) == [.suspended])
            test.supplier.willChange(.done)
            test.supplier.willHaveProfiles(state: .inUse)
            #expect(try await test.shop.suspendEsim(esim.id, false, as: buyer) == .resumed)
            #expect(try await test.staffOrder(order.id)?.esims.map(\.status.state) == [.inUse])
        }
    }

    @Test func `install links carry the code whole and percent-encoded`() throws {
        let install = try #require(EsimInstallation("LPA:1$rsp.example.com$AB-C/1"))

        #expect(
            install.appleURL
                == "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24rsp.example.com%24AB-C%2F1")
        #expect(install.androidURL.hasPrefix("https://esimsetup.android.com/esim_qrcode_provisioning?carddata=LPA%3A1"))
        #expect(install.server == "rsp.example.com" && install.matchingID == "AB-C/1")
        #expect("\(install)" == "•••")
        #expect(EsimInstallation("1$rsp.example.com$A") == nil)
    }
}
