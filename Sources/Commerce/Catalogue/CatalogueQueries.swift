// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about the catalogue.
enum CatalogueQueries {
    struct Stand: Sendable {
        let version: Int
        let digest: [UInt8]
    }

    static func stand(in session: any SQLSession) throws -> Stand? {
        try session.first("SELECT version, digest FROM catalogue WHERE id = 1") { row in
            Stand(version: try row[0], digest: try row[1])
        }
    }

    static func record(_ stand: Stand, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO catalogue (id, version, digest, changed_at) VALUES (1, $1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, digest = excluded.digest,
                changed_at = excluded.changed_at
            """, stand.version, stand.digest, now)
    }

    /// Takes everything out of the shop; what the file still has is put back in the same transaction.
    static func unlistAll(in session: any SQLSession) throws {
        try session.execute("UPDATE plans SET listed = 0 WHERE listed = 1")
        try session.execute("DELETE FROM top_ups")
    }

    static func list(_ plan: Plan, position: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO plans
                (slug, position, destination, name_vi, name_en, place_vi, place_en, countries, networks, speed, hotspot,
                 data_bytes, validity_days, price_vnd, price_usd, supplier_code, supplier_price, listed, withdrawn)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, 0)
            ON CONFLICT (slug) DO UPDATE SET position = excluded.position, destination = excluded.destination,
                name_vi = excluded.name_vi, name_en = excluded.name_en, place_vi = excluded.place_vi,
                place_en = excluded.place_en, countries = excluded.countries, networks = excluded.networks,
                speed = excluded.speed, hotspot = excluded.hotspot, data_bytes = excluded.data_bytes,
                validity_days = excluded.validity_days, price_vnd = excluded.price_vnd,
                price_usd = excluded.price_usd, supplier_code = excluded.supplier_code,
                supplier_price = excluded.supplier_price, listed = 1
            """,
            plan.slug, position, plan.destination.slug, plan.name.vietnamese, plan.name.english,
            plan.destination.name.vietnamese, plan.destination.name.english,
            plan.destination.countries.joined(separator: ","), plan.destination.networks.joined(separator: ","),
            plan.destination.speed, plan.destination.allowsHotspot, plan.dataBytes, plan.validityDays,
            plan.prices.vnd, plan.prices.usdCents, plan.supplierPackage.code, plan.supplierPackage.price)
    }

    static func list(
        _ topUp: TopUpOffer, for destination: String, position: Int, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO top_ups
                (slug, position, destination, name_vi, name_en, data_bytes, validity_days, price_vnd, price_usd,
                 supplier_code, supplier_price)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            topUp.slug, position, destination, topUp.name.vietnamese, topUp.name.english, topUp.dataBytes,
            topUp.validityDays, topUp.prices.vnd, topUp.prices.usdCents, topUp.supplierPackage.code,
            topUp.supplierPackage.price)
    }

    /// Returns whether there is such a plan.
    static func setWithdrawn(_ isWithdrawn: Bool, plan slug: String, in session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE plans SET withdrawn = $2 WHERE slug = $1", slug, isWithdrawn) == 1
    }

    static func activePlans(in session: any SQLSession) throws -> [Plan] {
        try session.query(
            """
            SELECT slug, destination, name_vi, name_en, place_vi, place_en, countries, networks, speed, hotspot,
                data_bytes, validity_days, price_vnd, price_usd, supplier_code, supplier_price
            FROM plans WHERE listed = 1 AND withdrawn = 0 ORDER BY position
            """
        ) { row in
            Plan(
                slug: try row[0], destination: try destination(row),
                name: Wording(vietnamese: try row[2], english: try row[3]), dataBytes: try row[10],
                validityDays: try row[11], prices: Prices(vnd: try row[12], usdCents: try row[13]),
                supplierPackage: SupplierPackage(code: try row[14], price: try row[15]))
        }
    }

    static func topUps(in session: any SQLSession) throws -> [(destination: String, offer: TopUpOffer)] {
        try session.query(
            """
            SELECT slug, destination, name_vi, name_en, data_bytes, validity_days, price_vnd, price_usd, supplier_code,
                supplier_price
            FROM top_ups ORDER BY position
            """
        ) { row in
            let offer = TopUpOffer(
                slug: try row[0], name: Wording(vietnamese: try row[2], english: try row[3]), dataBytes: try row[4],
                validityDays: try row[5], prices: Prices(vnd: try row[6], usdCents: try row[7]),
                supplierPackage: SupplierPackage(code: try row[8], price: try row[9]))
            return (destination: try row[1], offer: offer)
        }
    }

    static func destinationsOfAllPlans(in session: any SQLSession) throws -> [String: String] {
        let pairs: [(String, String)] = try session.query("SELECT slug, destination FROM plans") { row in
            (try row[0], try row[1])
        }
        return Dictionary(pairs) { first, _ in first }
    }

    static func shelfList(in session: any SQLSession) throws -> [ShelfEntry] {
        try session.query(
            "SELECT slug, name_vi, name_en, price_vnd, price_usd, listed, withdrawn FROM plans ORDER BY position, slug"
        ) { row in
            ShelfEntry(
                slug: try row[0], name: Wording(vietnamese: try row[1], english: try row[2]),
                prices: Prices(vnd: try row[3], usdCents: try row[4]), isListed: try row[5], isWithdrawn: try row[6])
        }
    }

    private static func destination(_ row: SQLRow) throws -> Destination {
        let (countries, networks): (String, String) = (try row[6], try row[7])
        return Destination(
            slug: try row[1], name: Wording(vietnamese: try row[4], english: try row[5]),
            countries: countries.split(separator: ",").map(String.init),
            networks: networks.split(separator: ",").map(String.init), speed: try row[8], allowsHotspot: try row[9])
    }
}
