// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about the catalogue as a whole.
enum CatalogueQueries {
    struct Stand: Sendable {
        let version: Int
        let rules: PricingRules
    }

    static func stand(in session: any SQLSession) throws -> Stand? {
        try session.first(
            "SELECT version, vnd_per_usd, rate_from, minimum_margin, followed_change FROM catalogue WHERE id = 1"
        ) { row in
            Stand(
                version: try row[0],
                rules: PricingRules(
                    vndPerUSD: try row[1], rateFrom: try row[2], minimumMargin: try row[3], followedChange: try row[4]))
        }
    }

    /// Writes the rules and counts the change.
    static func record(_ rules: PricingRules, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO catalogue (id, version, vnd_per_usd, rate_from, minimum_margin, followed_change, changed_at)
            VALUES (1, 1, $1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET version = catalogue.version + 1, vnd_per_usd = excluded.vnd_per_usd,
                rate_from = excluded.rate_from, minimum_margin = excluded.minimum_margin,
                followed_change = excluded.followed_change, changed_at = excluded.changed_at
            """, rules.vndPerUSD, rules.rateFrom, rules.minimumMargin, rules.followedChange, now)
    }

    static func countChange(at now: Instant, in session: any SQLSession) throws {
        try session.execute("UPDATE catalogue SET version = version + 1, changed_at = $1 WHERE id = 1", now)
    }

    static func stock(in session: any SQLSession) throws -> CatalogueStock {
        let stand = try stand(in: session)
        let records = try PlanQueries.records(in: session)
        var stock = CatalogueStock()
        stock.version = stand?.version ?? 0
        stock.rules = stand?.rules ?? .standard
        stock.plans = records.filter { $0.state == .active }.compactMap(\.suppliable)
        stock.destinationByPlan = Dictionary(records.map { ($0.plan.slug, $0.plan.destination.slug) }) { first, _ in
            first
        }
        stock.topUps = Dictionary(grouping: try topUps(in: session), by: \.destination)
            .mapValues { $0.compactMap { $0.suppliable(stock.rules) } }
        stock.changes = try PlanQueries.scheduledPrices(in: session)
        stock.limited = try StockQueries.limited(in: session)
        stock.soldOut = try StockQueries.soldOut(in: session)
        return stock
    }

    // MARK: Destinations

    static func destinations(in session: any SQLSession) throws -> [Destination] {
        try session.query(
            """
            SELECT slug, region, name_vi, name_en, countries, networks, speed, hotspot FROM destinations
            ORDER BY position, slug
            """
        ) { row in
            let (countries, networks): (String, String) = (try row[4], try row[5])
            return Destination(
                slug: try row[0], name: Wording(vietnamese: try row[2], english: try row[3]), region: try row[1],
                countries: countries.split(separator: ",").map(String.init),
                networks: networks.split(separator: ",").map(String.init), speed: try row[6],
                allowsHotspot: try row[7])
        }
    }

    static func put(_ place: Destination, position: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO destinations
                (slug, position, region, name_vi, name_en, countries, networks, speed, hotspot)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (slug) DO UPDATE SET position = excluded.position, region = excluded.region,
                name_vi = excluded.name_vi, name_en = excluded.name_en, countries = excluded.countries,
                networks = excluded.networks, speed = excluded.speed, hotspot = excluded.hotspot
            """,
            place.slug, position, place.region, place.name.vietnamese, place.name.english,
            place.countries.joined(separator: ","), place.networks.joined(separator: ","), place.speed,
            place.allowsHotspot)
    }

    // MARK: Top-ups

    /// A top-up with the state of its packages.
    struct KeptTopUp: Sendable {
        let destination: String
        /// With all its packages.
        let offer: TopUpOffer
        let missing: Set<SupplierPackage>

        /// With the packages that can be had for less than the price; nil without any.
        func suppliable(_ rules: PricingRules) -> TopUpOffer? {
            let packages = ([offer.supplierPackage] + offer.furtherPackages).filter {
                !missing.contains($0) && rules.coversCost(offer.prices, of: $0)
            }
            guard let first = packages.first else { return nil }
            return TopUpOffer(
                slug: offer.slug, name: offer.name, dataBytes: offer.dataBytes, validityDays: offer.validityDays,
                prices: offer.prices, supplierPackage: first, furtherPackages: Array(packages.dropFirst()))
        }
    }

    static func topUps(in session: any SQLSession) throws -> [KeptTopUp] {
        let names = Dictionary(try destinations(in: session).map { ($0.slug, $0.name) }) { first, _ in first }
        let further = try FurtherPackageQueries.all(in: session)
        return try session.query(
            """
            SELECT slug, destination, data_bytes, validity_days, price_vnd, price_usd, supplier_code, supplier_price,
                supplier, available
            FROM top_ups WHERE listed = 1 ORDER BY position, slug
            """
        ) { row in
            let (slug, destination, bytes, days): (String, String, Int64, Int) = (
                try row[0], try row[1], try row[2], try row[3]
            )
            let data = DataAllowance(bytes: bytes, isDaily: false)
            let place = names[destination] ?? Wording(vietnamese: destination, english: destination)
            let others = further[slug] ?? []
            let own = SupplierPackage(of: RecipientID(try row[8]), code: try row[6], price: try row[7])
            let isAvailable: Bool = try row[9]
            return KeptTopUp(
                destination: destination,
                offer: TopUpOffer(
                    slug: slug, name: place.topUp(data.amount, days: days), dataBytes: bytes, validityDays: days,
                    prices: Prices(vnd: try row[4], usdCents: try row[5]), supplierPackage: own,
                    furtherPackages: others.map(\.package)),
                missing: Set(others.filter { !$0.isAvailable }.map(\.package) + (isAvailable ? [] : [own])))
        }
    }

    static func unlistTopUps(in session: any SQLSession) throws {
        try session.execute("UPDATE top_ups SET listed = 0 WHERE listed = 1")
    }

    static func put(
        _ topUp: TopUpOffer, for destination: String, position: Int, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO top_ups
                (slug, position, destination, data_bytes, validity_days, price_vnd, price_usd, supplier_code,
                 supplier_price, supplier, listed, available)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 1)
            ON CONFLICT (slug) DO UPDATE SET position = excluded.position, destination = excluded.destination,
                data_bytes = excluded.data_bytes, validity_days = excluded.validity_days,
                price_vnd = excluded.price_vnd, price_usd = excluded.price_usd,
                supplier = excluded.supplier, supplier_code = excluded.supplier_code,
                supplier_price = excluded.supplier_price, listed = 1
            """,
            topUp.slug, position, destination, topUp.dataBytes, topUp.validityDays, topUp.prices.vnd,
            topUp.prices.usdCents, topUp.supplierPackage.code, topUp.supplierPackage.price,
            topUp.supplierPackage.supplier.name)
        try FurtherPackageQueries.put(topUp.furtherPackages, for: topUp.slug, in: session)
    }

    /// Brings a top-up to what the supplier says of its package.
    static func followSupplier(
        topUp slug: String, price: Int64, isAvailable: Bool, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE top_ups SET supplier_price = $2, available = $3 WHERE slug = $1", slug, price, isAvailable)
    }

    static func topUpPackages(in session: any SQLSession) throws -> [(
        slug: String, package: SupplierPackage, isAvailable: Bool
    )] {
        try session.query(
            "SELECT slug, supplier_code, supplier_price, available, supplier FROM top_ups WHERE listed = 1"
        ) { row in
            (
                slug: try row[0],
                package: SupplierPackage(of: RecipientID(try row[4]), code: try row[1], price: try row[2]),
                isAvailable: try row[3]
            )
        }
    }
}
