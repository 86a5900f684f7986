// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Values

/// A catalogue as its file defines it, checked.
struct CatalogueDefinition: Sendable {
    struct ListedPlan: Sendable {
        let plan: Plan
        let state: PlanState
    }

    let rules: PricingRules
    let destinations: [Destination]
    let plans: [ListedPlan]
    /// By the slug of their destination.
    let topUps: [String: [TopUpOffer]]

    /// Throws every problem of the file at once.
    init(yaml: String) throws(CatalogueProblem) {
        let file = try CatalogueFile(yaml: yaml)
        var reader = CatalogueReader()
        var destinations: [Destination] = []
        var plans: [ListedPlan] = []
        var topUps: [String: [TopUpOffer]] = [:]
        rules = reader.rules(file.rules)
        for place in file.destinations {
            let destination = reader.destination(place)
            destinations.append(destination)
            plans += place.plans.compactMap { offer in
                reader.plan(offer, in: destination).map {
                    ListedPlan(plan: $0, state: offer.state.flatMap(PlanState.init(rawValue:)) ?? .active)
                }
            }
            topUps[place.slug] = place.topUps.compactMap { reader.topUp($0, in: destination) }
        }
        guard reader.problems.isEmpty else { throw CatalogueProblem(sentences: reader.problems) }
        self.destinations = destinations
        self.plans = plans
        self.topUps = topUps
    }
}

/// Turns the entries of a file into values and notes every problem on the way.
private struct CatalogueReader {
    var problems: [String] = []
    private var rules = PricingRules.standard
    private var slugs: Set<String> = []

    mutating func rules(_ rules: CatalogueFile.Rules) -> PricingRules {
        let day = try? Date(rules.rateFrom, strategy: .iso8601.year().month().day())  // Not a date.
        if day == nil { problems.append("rules: rateFrom is written as 2026-11-01.") }
        if !(1_000...1_000_000).contains(rules.vndPerUSD) { problems.append("rules: vndPerUSD is dong for a dollar.") }
        if !(0...90).contains(rules.minimumMargin) { problems.append("rules: minimumMargin is 0 to 90 percent.") }
        if !(0...100).contains(rules.followedChange) { problems.append("rules: followedChange is 0 to 100 percent.") }
        self.rules = PricingRules(
            vndPerUSD: rules.vndPerUSD, rateFrom: Instant(day ?? Date(timeIntervalSince1970: 0)),
            minimumMargin: rules.minimumMargin, followedChange: rules.followedChange)
        return self.rules
    }

    mutating func destination(_ place: CatalogueFile.Place) -> Destination {
        claim(place.slug)
        if place.name.vi.isEmpty || place.name.en.isEmpty { problems.append("\(place.slug): a name is empty.") }
        let known = place.countries.allSatisfy { $0.wholeMatch(of: /[A-Z]{2}/) != nil }
        if place.countries.isEmpty || !known { problems.append("\(place.slug): countries are ISO 3166 codes.") }
        if (place.networks + place.countries).contains(where: { $0.contains(",") || $0.isEmpty }) {
            problems.append("\(place.slug): a name in a list is empty or holds a comma.")
        }
        let region = WorldRegion(rawValue: place.region)
        if region == nil {
            let all = WorldRegion.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append("\(place.slug): region is one of \(all).")
        }
        return Destination(
            slug: place.slug, name: Wording(vietnamese: place.name.vi, english: place.name.en),
            region: region ?? .several, countries: place.countries, networks: place.networks, speed: place.speed,
            allowsHotspot: place.hotspot)
    }

    mutating func plan(_ offer: CatalogueFile.Offer, in destination: Destination) -> Plan? {
        guard let (data, prices) = check(offer) else { return nil }
        return Plan(
            slug: offer.slug, destination: destination, data: data, validityDays: offer.days, prices: prices,
            supplierPackage: offer.supplier.package, furtherPackages: (offer.fallbacks ?? []).map(\.package))
    }

    mutating func topUp(_ offer: CatalogueFile.Offer, in destination: Destination) -> TopUpOffer? {
        guard let (data, prices) = check(offer) else { return nil }
        if data.isDaily { problems.append("\(offer.slug): a top-up has its data for all days together.") }
        return TopUpOffer(
            slug: offer.slug, name: destination.name.topUp(data.amount, days: offer.days), dataBytes: data.bytes,
            validityDays: offer.days, prices: prices,
            supplierPackage: offer.supplier.package, furtherPackages: (offer.fallbacks ?? []).map(\.package))
    }

    private mutating func check(_ offer: CatalogueFile.Offer) -> (DataAllowance, Prices)? {
        claim(offer.slug)
        let before = problems.count
        let data = DataAllowance(written: offer.data)
        if data == nil { problems.append("\(offer.slug): data is written as `5 GB`, `500 MB` or `1 GB/day`.") }
        if !(1...365).contains(offer.days) { problems.append("\(offer.slug): days are 1 to 365.") }
        if let state = offer.state, PlanState(rawValue: state) == nil {
            problems.append("\(offer.slug): state is active or inactive.")
        }
        let cents = Prices.cents(offer.price.usd)
        if (cents ?? 0) <= 0 { problems.append("\(offer.slug): a price in USD is written as \"10.90\".") }
        if offer.price.vnd <= 0 { problems.append("\(offer.slug): a price in VND is whole dong above nothing.") }
        let packages = [offer.supplier.package] + (offer.fallbacks ?? []).map(\.package)
        let prices = Prices(vnd: offer.price.vnd, usdCents: cents ?? 0)
        if packages.contains(where: { $0.code.isEmpty || $0.price <= 0 || $0.supplier.name.isEmpty }) {
            problems.append("\(offer.slug): the supplier's code or price is missing.")
        } else if problems.count == before, !packages.allSatisfy({ rules.coversCost(prices, of: $0) }) {
            problems.append("\(offer.slug): sold for less than the supplier asks.")
        }
        if Set(packages.map(\.supplier)).count < packages.count {
            problems.append("\(offer.slug): a supplier stands twice among those to be asked.")
        }
        guard problems.count == before, let data else { return nil }
        return (data, prices)
    }

    private mutating func claim(_ slug: String) {
        if slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil || slug.utf8.count > 64 {
            problems.append("\(slug): a slug is lower-case letters, digits and single hyphens, at most 64.")
        }
        if !slugs.insert(slug).inserted { problems.append("\(slug): the slug stands twice.") }
    }
}

extension DataAllowance {
    /// Reads `5 GB`, `500 MB` and `1 GB/day`.
    init?(written text: String) {
        guard let match = text.wholeMatch(of: /(\d{1,4}) (GB|MB)(\/day)?/), let count = Int64(match.1), count > 0
        else { return nil }
        let unit = match.2 == "GB" ? DataVolume.bytesPerGigabyte : DataVolume.bytesPerGigabyte / 1024
        self.init(bytes: count * unit, isDaily: match.3 != nil)
    }

    /// As a file writes it.
    var written: String { amount + (isDaily ? "/day" : "") }
}

extension Prices {
    /// `10.90` → 1090, exactly; nil for any other form.
    package static func cents(_ text: String) -> Int64? {
        guard let match = text.wholeMatch(of: /(\d{1,6})\.(\d{2})/) else { return nil }
        return Int64(match.1 + match.2)
    }

    /// 1090 → `10.90`.
    package var dollars: String {
        let (whole, cents) = usdCents.quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(cents < 10 ? "0" : "")\(cents)"
    }
}

extension Wording {
    func topUp(_ data: String, days: Int) -> Wording {
        Wording(
            vietnamese: "\(vietnamese) · thêm \(data) · \(days) ngày",
            english: "\(english) · \(data) more · \(days) days")
    }
}
