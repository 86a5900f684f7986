// SPDX-License-Identifier: Apache-2.0

import Policy
import Values

/// A catalogue as its file defines it, checked.
package struct CatalogueDefinition: Sendable {
    let plans: [Plan]
    /// By the slug of their destination.
    let topUps: [String: [TopUpOffer]]

    /// Throws every problem of the file at once.
    package init(yaml: String) throws(CatalogueProblem) {
        let file = try CatalogueFile(yaml: yaml)
        var reader = Reader()
        var plans: [Plan] = []
        var topUps: [String: [TopUpOffer]] = [:]
        for place in file.destinations {
            let destination = reader.destination(place)
            plans += place.plans.compactMap { reader.plan($0, in: destination) }
            topUps[place.slug] = place.topUps.compactMap { reader.topUp($0, in: destination) }
        }
        guard reader.problems.isEmpty else { throw CatalogueProblem(sentences: reader.problems) }
        self.plans = plans
        self.topUps = topUps
    }
}

private struct Reader {
    var problems: [String] = []
    private var slugs: Set<String> = []

    mutating func destination(_ place: CatalogueFile.Place) -> Destination {
        claim(place.slug)
        if place.name.vi.isEmpty || place.name.en.isEmpty { problems.append("\(place.slug): a name is empty.") }
        let known = place.countries.allSatisfy { $0.wholeMatch(of: /[A-Z]{2}/) != nil }
        if place.countries.isEmpty || !known { problems.append("\(place.slug): countries are ISO 3166 codes.") }
        return Destination(
            slug: place.slug, name: Wording(vietnamese: place.name.vi, english: place.name.en),
            countries: place.countries, networks: place.networks, speed: place.speed, allowsHotspot: place.hotspot)
    }

    mutating func plan(_ offer: CatalogueFile.Offer, in destination: Destination) -> Plan? {
        guard let (bytes, prices) = check(offer) else { return nil }
        return Plan(
            slug: offer.slug, destination: destination, name: destination.name.plan(offer.data, days: offer.days),
            dataBytes: bytes, validityDays: offer.days, prices: prices,
            supplierPackage: SupplierPackage(code: offer.supplier.code, price: offer.supplier.price))
    }

    mutating func topUp(_ offer: CatalogueFile.Offer, in destination: Destination) -> TopUpOffer? {
        guard let (bytes, prices) = check(offer) else { return nil }
        return TopUpOffer(
            slug: offer.slug, name: destination.name.topUp(offer.data, days: offer.days), dataBytes: bytes,
            validityDays: offer.days, prices: prices,
            supplierPackage: SupplierPackage(code: offer.supplier.code, price: offer.supplier.price))
    }

    private mutating func check(_ offer: CatalogueFile.Offer) -> (Int64, Prices)? {
        claim(offer.slug)
        let before = problems.count
        let data = offer.data.split(separator: " ")
        let gigabytes = data.count == 2 && data[1] == "GB" ? data.first.flatMap { Int64($0) } : nil
        if gigabytes.map({ (1...1000).contains($0) }) != true {
            problems.append("\(offer.slug): data is written as `5 GB`.")
        }
        if !(1...365).contains(offer.days) { problems.append("\(offer.slug): days are 1 to 365.") }
        let cents = Self.cents(offer.price.usd)
        if (cents ?? 0) <= 0 { problems.append("\(offer.slug): a price in USD is written as \"10.90\".") }
        if offer.price.vnd <= 0 { problems.append("\(offer.slug): a price in VND is whole dong above nothing.") }
        if offer.supplier.code.isEmpty || offer.supplier.price <= 0 {
            problems.append("\(offer.slug): the supplier's code or price is missing.")
        } else if let cents, cents * 100 <= offer.supplier.price {
            problems.append("\(offer.slug): sold for less than the supplier asks.")
        }
        guard problems.count == before, let gigabytes, let cents else { return nil }
        return (gigabytes * DataVolume.bytesPerGigabyte, Prices(vnd: offer.price.vnd, usdCents: cents))
    }

    private mutating func claim(_ slug: String) {
        if slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil || slug.utf8.count > 64 {
            problems.append("\(slug): a slug is lower-case letters, digits and single hyphens, at most 64.")
        }
        if !slugs.insert(slug).inserted { problems.append("\(slug): the slug stands twice.") }
    }

    /// `10.90` → 1090, exactly; nil for any other form.
    private static func cents(_ text: String) -> Int64? {
        guard let match = text.wholeMatch(of: /(\d{1,6})\.(\d{2})/) else { return nil }
        return Int64(match.1 + match.2)
    }
}

extension Wording {
    fileprivate func plan(_ data: String, days: Int) -> Wording {
        Wording(
            vietnamese: "\(vietnamese) · \(data) · \(days) ngày",
            english: "\(english) · \(data) · \(days) days")
    }

    fileprivate func topUp(_ data: String, days: Int) -> Wording {
        Wording(
            vietnamese: "\(vietnamese) · thêm \(data) · \(days) ngày",
            english: "\(english) · \(data) more · \(days) days")
    }
}
