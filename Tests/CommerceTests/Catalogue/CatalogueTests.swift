// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing
import Values
import Vault

@Suite("The catalogue")
struct CatalogueTests {
    @Test func `the committed catalogue offers forty plans over fifteen destinations, regions and the world`()
        async throws
    {
        try await withShop { test in
            let catalogue = test.shop.catalogue

            #expect(catalogue.plans.count >= 40)
            #expect(catalogue.destinations.filter { !$0.isRegion }.count >= 15)
            #expect(["asia", "europe", "world"].allSatisfy { catalogue.destination($0)?.isRegion == true })
            #expect(catalogue.plans.contains { $0.data.isDaily })
            for plan in catalogue.plans {
                #expect(!plan.name.vietnamese.isEmpty && !plan.name.english.isEmpty)
                #expect(!catalogue.topUps(for: plan.destination.slug).isEmpty)
            }
            let plan = try #require(catalogue.plan("japan-5gb-30d"))
            #expect(plan.name.english == "Japan · 5 GB · 30 days")
            #expect(plan.price(in: .vnd) == Money(minorUnits: 279_000, currency: .vnd))
            #expect(plan.price(in: .usd) == Money(minorUnits: 1090, currency: .usd))
            #expect(plan.supplierPackage == SupplierPackage(of: .esimAccess, code: "JP0530", price: 34_500))
        }
    }

    @Test func `the file begins a fresh shop and is not looked at again`() async throws {
        try await withShop { test in
            let version = test.shop.catalogue.version

            try await test.shop.openShelf(beginningWith: "nonsense")

            #expect(test.shop.catalogue.version == version)
            #expect(test.shop.catalogue.plan("japan-5gb-30d") != nil)
        }
    }

    @Test func `a plan missing in an imported file is no longer sold, and comes back with a file that has it`()
        async throws
    {
        try await withShop { test in
            let text = try TestShop.catalogueText()
            let without = text.replacing("slug: japan-1gb-7d\n", with: "slug: japan-new\n")

            let report = try await test.shop.importCatalogue(yaml: without)
            try await test.shop.lookAtCatalogue()
            #expect(report.takenOff == ["japan-1gb-7d"])
            #expect(test.shop.catalogue.plan("japan-1gb-7d") == nil)
            #expect(test.shop.catalogue.destination(ofPlan: "japan-1gb-7d") == "japan")
            #expect(test.shop.catalogue.plan("japan-new") != nil)

            _ = try await test.shop.importCatalogue(yaml: text)
            try await test.shop.lookAtCatalogue()
            #expect(test.shop.catalogue.plan("japan-1gb-7d") != nil)
            #expect(test.shop.catalogue.plan("japan-new") == nil)
        }
    }

    @Test func `what is exported and imported again is the same catalogue`() async throws {
        try await withShop { test in
            let before = test.shop.catalogue
            let text = try await ExportCatalogue(of: test.data)()

            _ = try await test.shop.importCatalogue(yaml: text)
            try await test.shop.lookAtCatalogue()

            #expect(test.shop.catalogue.version > before.version)
            #expect(test.shop.catalogue.plans == before.plans)
            #expect(test.shop.catalogue.topUps(for: "japan") == before.topUps(for: "japan"))
            #expect(try await ExportCatalogue(of: test.data)() == text)
        }
    }

    @Test(arguments: [
        ("data: 1 GB\n", "data: 1 TB\n", "data is written as"),
        ("slug: japan-3gb-15d", "slug: japan-1gb-7d", "stands twice"),
        ("slug: japan-1gb-7d", "slug: Japan 1", "a slug is"),
        ("USD: \"3.90\"", "USD: \"3.9\"", "a price in USD"),
        ("USD: \"3.90\"", "USD: \"0.50\"", "sold for less"),
        ("VND: 99000,", "VND: 20000,", "sold for less"),
        ("VND: 99000", "VND: 0", "a price in VND"),
        ("countries: [JP]", "countries: [japan]", "ISO 3166"),
        ("hotspot: true", "hotspots: true", "`hotspot` is missing"),
        ("region: asia", "region: moon", "region is one of"),
        ("rateFrom: 2026-11-01", "rateFrom: yesterday", "rateFrom is written as"),
    ])
    func `a mistake in the file is named and changes nothing`(
        right: String, wrong: String, complaint: String
    ) async throws {
        try await withShop { test in
            let text = try TestShop.catalogueText()
            let version = test.shop.catalogue.version

            let problem = await #expect(throws: CatalogueProblem.self) {
                _ = try await test.shop.importCatalogue(yaml: text.replacing(right, with: wrong))
            }
            try await test.shop.lookAtCatalogue()

            #expect(problem?.description.contains(complaint) == true, "\(String(describing: problem))")
            #expect(test.shop.catalogue.version == version)
        }
    }
}
