// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Testing

@Suite("Searching for a destination")
struct PlaceSearchTests {
    @Test(arguments: [
        ("nhat ban", "japan"), ("Nhật Bản", "japan"), ("NHẬT", "japan"), ("Japan", "japan"), ("jp", "japan"),
        ("tokyo", "japan"), ("han quoc", "south-korea"), ("korea", "south-korea"), ("Hàn", "south-korea"),
        ("đài loan", "taiwan"), ("dai loan", "taiwan"), ("anh", "united-kingdom"), ("uk", "united-kingdom"),
        ("united kin", "united-kingdom"), ("hoa ky", "united-states"), ("usa", "united-states"),
        ("dubai", "united-arab-emirates"), ("uc", "australia"), ("turkey", "turkey"), ("Türkiye", "turkey"),
        ("dong nam a", "asia"), ("chau au", "europe"), ("toan cau", "world"), ("jappan", "japan"),
        ("thailnd", "thailand"),
    ])
    func `a place is found by every name people use`(typed: String, expected: String) async throws {
        try await withShop { test in
            let first = try #require(test.shop.catalogue.search(typed).first)

            #expect(first.destination.slug == expected)
            #expect(first.country == nil)
        }
    }

    @Test(arguments: [("spain", "ES", "europe"), ("Tây Ban Nha", "ES", "europe"), ("macao", "MO", "greater-china")])
    func `a country that only a plan for several reaches leads to that plan and says why`(
        typed: String, code: String, expected: String
    ) async throws {
        try await withShop { test in
            let found = test.shop.catalogue.search(typed)

            let place = try #require(found.first { $0.destination.slug == expected })
            #expect(place.country == code || place.destination.name.english.lowercased().contains(typed))
        }
    }

    @Test func `a place of its own stands before plans for several that reach it`() async throws {
        try await withShop { test in
            let found = test.shop.catalogue.search("japan")

            #expect(found.map(\.destination.slug) == ["japan", "world"])
            #expect(found.map(\.country) == [nil, "JP"])
        }
    }

    @Test(arguments: ["", "  ", "…"])
    func `an empty search finds every place`(typed: String) async throws {
        try await withShop { test in
            let catalogue = test.shop.catalogue

            #expect(catalogue.search(typed).count == catalogue.destinations.count)
        }
    }

    @Test(arguments: ["atlantis", "pan", "xx yy zz", "%00", "' OR 1=1"])
    func `what no place is called finds nothing`(typed: String) async throws {
        try await withShop { test in
            #expect(test.shop.catalogue.search(typed).isEmpty)
        }
    }
}
