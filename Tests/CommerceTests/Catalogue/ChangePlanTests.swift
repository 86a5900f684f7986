// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("Keeping the catalogue")
struct ChangePlanTests {
    static let slug = "japan-5gb-30d"
    static let dearer = Prices(vnd: 299_000, usdCents: 1190)

    @Test func `a new price is on the shelf at once and in the history with what it was`() async throws {
        try await withShop { test in
            let before = try await test.file()

            let outcome = try await test.change(.reprice(Self.dearer))

            guard case .done(let record) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(record.plan.prices == Self.dearer)
            #expect(record.revision == before.kept.record.revision + 1)
            #expect(test.shop.catalogue.plan(Self.slug)?.prices == Self.dearer)
            let change = try #require(try await test.file().changes.first)
            #expect(change.kind == .repriced)
            #expect(change.prices == Self.dearer)
        }
    }

    @Test func `of two editors the second is told that the plan has changed, and changes nothing`() async throws {
        try await withShop { test in
            let seen = try await test.file().kept.record.revision
            _ = try await test.shop.changePlan(.reprice(Self.dearer), on: Self.slug, revision: seen, as: .owner)

            let second = try await test.shop.changePlan(
                .reprice(Prices(vnd: 259_000, usdCents: 990)), on: Self.slug, revision: seen, as: .editor)

            guard case .changedMeanwhile(let record) = second else {
                Issue.record("\(second)")
                return
            }
            #expect(record.plan.prices == Self.dearer)
            #expect(test.shop.catalogue.plan(Self.slug)?.prices == Self.dearer)
        }
    }

    @Test func `a plan taken off is not sold until it is published again`() async throws {
        try await withShop { test in
            _ = try await test.change(.takeOff)
            #expect(test.shop.catalogue.plan(Self.slug) == nil)

            _ = try await test.change(.publish)
            #expect(test.shop.catalogue.plan(Self.slug) != nil)
        }
    }

    @Test func `a plan that is added is sold once it is published, and never below cost or under a taken name`()
        async throws
    {
        try await withShop { test in
            func add(_ slug: String, cost: Int64 = 30_000, by caller: Caller = .editor) async throws
                -> AddToCatalogue.Outcome
            {
                let draft = PlanDraft(
                    slug: slug, destination: "japan", data: "7 GB", days: 12, prices: Self.dearer,
                    package: SupplierPackage(of: .esimAccess, code: "JP_7_12", price: cost))
                return try await test.shop.addToCatalogue.plan(draft, as: caller)
            }

            #expect(try await add("japan-7gb-12d", by: .support) == .forbidden)
            #expect(try await add("Japan 7GB") == .refused(.slug))
            #expect(try await add("rules") == .refused(.slug))
            #expect(try await add(Self.slug) == .refused(.slugTaken))
            #expect(try await add("japan-7gb-12d", cost: 2_000_000) == .refused(.belowCost))
            #expect(try await add("japan-7gb-12d") == .added)
            #expect(test.shop.catalogue.plan("japan-7gb-12d") == nil)

            _ = try await test.shop.changePlan(.publish, on: "japan-7gb-12d", revision: 1, as: .editor)
            #expect(test.shop.catalogue.plan("japan-7gb-12d")?.totalBytes == 7 * DataVolume.bytesPerGigabyte)
        }
    }

    @Test func `the second supplier of a plan is another one and costs less than the plan`() async throws {
        try await withShop { test in
            let second = SupplierPackage(of: .airalo, code: "moshi-5gb", price: 40_000)
            guard case .done(let record) = try await test.change(.fallBack(second)) else { throw CancellationError() }
            #expect(record.plan.furtherPackages == [second])
            #expect(test.shop.catalogue.plan(Self.slug)?.furtherPackages == [second])

            let same = try await test.change(.fallBack(SupplierPackage(of: .esimAccess, code: "x", price: 1)))
            #expect(same == .sameSupplier)
            let dear = try await test.change(.fallBack(SupplierPackage(of: .airalo, code: "x", price: 9_000_000)))
            #expect(dear == .belowCost)
            guard case .done(let none) = try await test.change(.fallBack(nil)) else { throw CancellationError() }
            #expect(none.plan.furtherPackages.isEmpty)
        }
    }

    @Test func `a planned price begins at its hour by itself, and not before`() async throws {
        try await withShop { test in
            let old = try #require(test.shop.catalogue.plan(Self.slug)).prices
            let start = test.clock.now() + .hours(5)
            _ = try await test.change(.schedule(ScheduledPrice(startsAt: start, prices: Self.dearer)))

            test.clock.advance(by: .seconds(5 * 3600 - 1))
            #expect(test.shop.catalogue.plan(Self.slug)?.prices == old)
            test.clock.advance(by: .seconds(1))
            #expect(test.shop.catalogue.plan(Self.slug)?.prices == Self.dearer)

            let order = try await test.place()
            #expect(order.amount.minorUnits == Self.dearer.vnd)
        }
    }

    @Test func `a planned price that was called off never begins`() async throws {
        try await withShop { test in
            let old = try #require(test.shop.catalogue.plan(Self.slug)).prices
            let start = test.clock.now() + .hours(5)
            _ = try await test.change(.schedule(ScheduledPrice(startsAt: start, prices: Self.dearer)))
            _ = try await test.change(.unschedule(start))

            test.clock.advance(by: .hours(6))

            #expect(test.shop.catalogue.plan(Self.slug)?.prices == old)
        }
    }

    @Test func `a change after a planned price has begun starts from that price`() async throws {
        try await withShop { test in
            let start = test.clock.now() + .hours(5)
            _ = try await test.change(.schedule(ScheduledPrice(startsAt: start, prices: Self.dearer)))
            test.clock.advance(by: .hours(6))

            _ = try await test.change(.takeOff)
            _ = try await test.change(.publish)

            #expect(test.shop.catalogue.plan(Self.slug)?.prices == Self.dearer)
        }
    }

    @Test(arguments: [Prices(vnd: 50_000, usdCents: 1090), Prices(vnd: 279_000, usdCents: 345)])
    func `a price that does not cover the cost is refused in either money`(prices: Prices) async throws {
        try await withShop { test in
            let now = try await test.change(.reprice(prices))
            let later = try await test.change(
                .schedule(ScheduledPrice(startsAt: test.clock.now() + .hours(1), prices: prices)))

            #expect(now == .belowCost)
            #expect(later == .belowCost)
        }
    }

    @Test func `a price cannot be planned for the past`() async throws {
        try await withShop { test in
            let outcome = try await test.change(
                .schedule(ScheduledPrice(startsAt: test.clock.now(), prices: Self.dearer)))

            #expect(outcome == .inThePast)
        }
    }

    @Test(arguments: [Caller.support, .anonymous])
    func `who has no business with the catalogue neither reads nor changes it`(caller: Caller) async throws {
        try await withShop { test in
            let outcome = try await test.shop.changePlan(.takeOff, on: Self.slug, revision: 1, as: caller)

            #expect(outcome == .forbidden)
            guard case .forbidden = try await test.shop.keepCatalogue.list(as: caller) else {
                Issue.record("let in")
                return
            }
            guard case .forbidden = try await test.shop.keepCatalogue.show(Self.slug, as: caller) else {
                Issue.record("let in")
                return
            }
        }
    }

    @Test func `the address of a preview shows its prices for an hour, for its plan, and no other`() async throws {
        try await withShop { test in
            let token = test.shop.planPreviews.token(for: Self.slug, at: Self.dearer)

            let shown = try await test.shop.preview(Self.slug, token)
            let other = try await test.shop.preview("japan-1gb-7d", token)
            let forged = try await test.shop.preview(Self.slug, "1" + token)
            test.clock.advance(by: .hours(1))
            let late = try await test.shop.preview(Self.slug, token)

            #expect(shown?.prices == Self.dearer)
            #expect(other == nil)
            #expect(forged == nil)
            #expect(late == nil)
        }
    }
}

extension TestShop {
    func file(_ slug: String = ChangePlanTests.slug) async throws -> PlanFile {
        guard case .found(let file) = try await shop.keepCatalogue.show(slug, as: .editor) else {
            throw CancellationError()
        }
        return file
    }

    /// Changes the plan as it stands now.
    func change(_ command: PlanCommand, on slug: String = ChangePlanTests.slug) async throws -> ChangePlan.Outcome {
        let revision = try await file(slug).kept.record.revision
        return try await shop.changePlan(command, on: slug, revision: revision, as: .editor)
    }
}
