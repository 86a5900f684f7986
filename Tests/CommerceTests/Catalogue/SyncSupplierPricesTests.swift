// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("Following the supplier's prices")
struct SyncSupplierPricesTests {
    static let slug = "japan-5gb-30d"

    @Test func `a list that says what we know changes nothing`() async throws {
        try await withShop { test in
            let version = test.shop.catalogue.version

            try await test.sync { $0 }

            #expect(test.shop.catalogue.version == version)
            #expect(try await test.findings().isEmpty)
        }
    }

    @Test func `a rise that leaves the margin is noted and the price stays`() async throws {
        try await withShop { test in
            try await test.sync(price: 40_000)

            let plan = try #require(test.shop.catalogue.plan(Self.slug))
            #expect(plan.supplierPackage.price == 40_000)
            #expect(plan.prices == Prices(vnd: 279_000, usdCents: 1090))
            #expect(try await test.file(Self.slug).changes.first?.kind == .supplierPrice)
            #expect(try await test.findings().isEmpty)
        }
    }

    @Test func `a small rise below the margin takes our prices along, to the next round ones`() async throws {
        try await withShop { test in
            try await test.sync(price: 72_000)

            let plan = try #require(test.shop.catalogue.plan(Self.slug))
            #expect(plan.prices == Prices(vnd: 291_900, usdCents: 1190))
            #expect(try await test.file(Self.slug).changes.first?.kind == .followed)
            #expect(try await test.findings().isEmpty)
        }
    }

    @Test func `a jump above the bound is somebody's decision, with a proposal, and the plan goes on being sold`()
        async throws
    {
        try await withShop { test in
            try await test.sync(price: 90_000)

            #expect(test.shop.catalogue.plan(Self.slug)?.prices == Prices(vnd: 279_000, usdCents: 1090))
            let finding = try #require(try await test.findings().first)
            #expect(finding.kind == .dearer)
            #expect(finding.proposal == Prices(vnd: 364_900, usdCents: 1390))
        }
    }

    @Test func `a jump above our price takes the plan off at once, until a price covers it`() async throws {
        try await withShop { test in
            try await test.sync(price: 120_000)

            #expect(test.shop.catalogue.plan(Self.slug) == nil)
            let finding = try #require(try await test.findings().first)
            #expect(finding.kind == .belowCost)
            guard case .planUnavailable = try await test.shop.placeOrder(test.draft()) else {
                Issue.record("sold below cost")
                return
            }

            _ = try await test.change(.reprice(finding.proposal), on: Self.slug)
            #expect(test.shop.catalogue.plan(Self.slug)?.prices == finding.proposal)
            #expect(try await test.findings().isEmpty)
        }
    }

    @Test func `a package that disappears takes its plan off at once, and brings it back when it returns`() async throws
    {
        try await withShop { test in
            try await test.sync { $0.filter { $0.code != "JP0530" } }
            #expect(test.shop.catalogue.plan(Self.slug) == nil)
            #expect(try await test.findings().map(\.kind) == [.gone])

            try await test.sync { $0 }
            #expect(test.shop.catalogue.plan(Self.slug) != nil)
            #expect(try await test.findings().isEmpty)
        }
    }

    @Test func `another package under the same code counts as gone`() async throws {
        try await withShop { test in
            try await test.sync { offers in
                offers.map {
                    $0.code == "JP0530" ? SupplierOffer(code: $0.code, price: $0.price, bytes: $0.bytes, days: 7) : $0
                }
            }

            #expect(test.shop.catalogue.plan(Self.slug) == nil)
        }
    }

    @Test func `a list that lost most of what we sell is not believed`() async throws {
        try await withShop { test in
            try await test.sync { Array($0.prefix(5)) }

            #expect(test.shop.catalogue.plans.count >= 40)
            #expect(try await test.findings().map(\.kind) == [.doubted])
        }
    }

    @Test func `a supplier that does not answer changes nothing`() async throws {
        try await withShop { test in
            try await test.askForPrices(nil)

            #expect(test.shop.catalogue.plans.count >= 40)
        }
    }

    @Test(arguments: [(99_000, 390, 9_500), (279_000, 1090, 34_500), (2_000, 10, 34_500), (1, 1, 1)])
    func `prices that keep the margin keep it, and are the least round ones that do`(
        vnd: Int, cents: Int, cost: Int
    ) throws {
        let rules = PricingRules(
            vndPerUSD: 26_300, rateFrom: Instant(milliseconds: 0), minimumMargin: 35, followedChange: 10)
        let package = SupplierPackage(of: .esimAccess, code: "X", price: Int64(cost))
        let old = Prices(vnd: Int64(vnd), usdCents: Int64(cents))

        let new = rules.prices(keeping: old, of: package)

        #expect(rules.leastMargin(of: new, package) >= 35)
        for currency in Currency.allCases where new[currency] != old[currency] {
            let step: Int64 = currency == .vnd ? 1_000 : 100
            #expect(new[currency].minorUnits % step == (currency == .vnd ? 900 : 90))
            let less = Money(minorUnits: new[currency].minorUnits - step, currency: currency)
            #expect(less.minorUnits <= 0 || rules.margin(of: less, package) < 35)
        }
    }
}

extension TestShop {
    /// The list as we know it, changed by whoever asks, read once.
    func sync(_ change: ([SupplierOffer]) -> [SupplierOffer]) async throws {
        guard case .found(let listing) = try await shop.keepCatalogue.list(as: .owner) else { return }
        let plans = listing.plans.map(\.record.plan).map {
            SupplierOffer(
                code: $0.supplierPackage.code, price: $0.supplierPackage.price, bytes: $0.data.bytes,
                days: $0.validityDays)
        }
        let topUps = shop.catalogue.destinations.flatMap { shop.catalogue.topUps(for: $0.slug) }.map {
            SupplierOffer(
                code: $0.supplierPackage.code, price: $0.supplierPackage.price, bytes: $0.dataBytes,
                days: $0.validityDays)
        }
        try await askForPrices(change(plans + topUps))
    }

    func sync(price: Int64) async throws {
        try await sync { offers in
            offers.map {
                $0.code == "JP0530" ? SupplierOffer(code: $0.code, price: price, bytes: $0.bytes, days: $0.days) : $0
            }
        }
    }

    func askForPrices(_ offers: [SupplierOffer]?) async throws {
        priceList.say(offers)
        _ = try await shop.keepCatalogue.readPricesSoon(as: .owner)
        try await work()
    }

    func findings() async throws -> [SupplierFinding] {
        guard case .found(let listing) = try await shop.keepCatalogue.list(as: .owner) else { return [] }
        return listing.findings
    }
}
