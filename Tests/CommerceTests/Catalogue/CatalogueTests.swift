// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("The catalogue")
struct CatalogueTests {
    @Test func `the committed catalogue offers twelve plans over six destinations and more`() async throws {
        try await withShop { test in
            let catalogue = test.shop.catalogue

            #expect(catalogue.plans.count >= 12)
            #expect(catalogue.destinations.count >= 6)
            for plan in catalogue.plans {
                #expect(!plan.name.vietnamese.isEmpty && !plan.name.english.isEmpty)
                #expect(!catalogue.topUps(for: plan.destination.slug).isEmpty)
            }
            let plan = try #require(catalogue.plan("japan-5gb-30d"))
            #expect(plan.name.english == "Japan · 5 GB · 30 days")
            #expect(plan.price(in: .vnd) == Money(minorUnits: 279_000, currency: .vnd))
            #expect(plan.price(in: .usd) == Money(minorUnits: 1090, currency: .usd))
            #expect(plan.supplierPackage == SupplierPackage(code: "JP0530", price: 34_500))
        }
    }

    @Test func `loading the same file again changes nothing, another one raises the version`() async throws {
        try await withShop { test in
            let text = try TestShop.catalogueText()
            let version = test.shop.catalogue.version

            #expect(try await test.shop.loadCatalogue(yaml: text).version == version)
            #expect(try await test.shop.loadCatalogue(yaml: text + "\n# later\n").version == version + 1)
        }
    }

    @Test func `a plan missing in the file is no longer sold, and comes back with the file`() async throws {
        try await withShop { test in
            let text = try TestShop.catalogueText()
            let without = text.replacing("slug: japan-1gb-7d\n", with: "slug: japan-new\n")

            _ = try await test.shop.loadCatalogue(yaml: without)
            #expect(test.shop.catalogue.plan("japan-1gb-7d") == nil)
            #expect(test.shop.catalogue.plan("japan-new") != nil)

            _ = try await test.shop.loadCatalogue(yaml: text)
            #expect(test.shop.catalogue.plan("japan-1gb-7d") != nil)
            #expect(test.shop.catalogue.plan("japan-new") == nil)
        }
    }

    @Test func `a plan taken off the shelf stays off until somebody puts it back`() async throws {
        try await withShop { test in
            let version = test.shop.catalogue.version
            #expect(try await test.shop.withdrawPlan("japan-1gb-7d", true, as: .support) == .forbidden)

            #expect(try await test.shop.withdrawPlan("japan-1gb-7d", true, as: .editor) == .withdrawn)
            #expect(test.shop.catalogue.plan("japan-1gb-7d") == nil)
            #expect(test.shop.catalogue.version == version + 1)
            _ = try await test.shop.loadCatalogue(yaml: try TestShop.catalogueText() + "\n")
            #expect(test.shop.catalogue.plan("japan-1gb-7d") == nil)

            #expect(try await test.shop.withdrawPlan("japan-1gb-7d", false, as: .owner) == .restored)
            #expect(test.shop.catalogue.plan("japan-1gb-7d") != nil)
            #expect(try await test.shop.withdrawPlan("nowhere", true, as: .owner) == .noSuchPlan)
        }
    }

    @Test(arguments: [
        ("data: 1 GB", "data: 1 TB", "data is written as"),
        ("slug: japan-3gb-15d", "slug: japan-1gb-7d", "stands twice"),
        ("slug: japan-1gb-7d", "slug: Japan 1", "a slug is"),
        ("USD: \"3.90\"", "USD: \"3.9\"", "a price in USD"),
        ("USD: \"3.90\"", "USD: \"0.50\"", "sold for less"),
        ("VND: 99000", "VND: 0", "a price in VND"),
        ("countries: [JP]", "countries: [japan]", "ISO 3166"),
        ("hotspot: true", "hotspots: true", "`hotspot` is missing"),
    ])
    func `a mistake in the file is named and changes nothing`(
        right: String, wrong: String, complaint: String
    ) async throws {
        try await withShop { test in
            let text = try TestShop.catalogueText()
            let version = test.shop.catalogue.version

            let problem = await #expect(throws: CatalogueProblem.self) {
                _ = try await test.shop.loadCatalogue(yaml: text.replacing(right, with: wrong))
            }

            #expect(problem?.description.contains(complaint) == true, "\(String(describing: problem))")
            #expect(test.shop.catalogue.version == version)
        }
    }
}
