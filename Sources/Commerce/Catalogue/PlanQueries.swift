// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
import Values

/// Every statement about single plans, their planned prices and their history.
enum PlanQueries {
    static func records(in session: any SQLSession) throws -> [PlanRecord] {
        let (places, further) = (try places(in: session), try FurtherPackageQueries.all(in: session))
        return try session.query(columns + " ORDER BY position, slug") { try record($0, places, further) }
            .compactMap(\.self)
    }

    static func record(_ slug: String, in session: any SQLSession) throws -> PlanRecord? {
        let places = try places(in: session)
        let further = [slug: try FurtherPackageQueries.places(of: slug, in: session)]
        return try session.first(columns + " WHERE slug = $1", slug) { try record($0, places, further) } ?? nil
    }

    private static func places(in session: any SQLSession) throws -> [String: Destination] {
        Dictionary(try CatalogueQueries.destinations(in: session).map { ($0.slug, $0) }) { first, _ in first }
    }

    /// Takes every plan out of the shop; what a file still has is put back in the same transaction.
    static func unlistAll(in session: any SQLSession) throws {
        try session.execute(
            "UPDATE plans SET state = $1, revision = revision + 1 WHERE state <> $1", PlanState.inactive)
    }

    static func put(_ plan: Plan, _ state: PlanState, position: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO plans
                (slug, position, destination, data_bytes, daily, validity_days, price_vnd, price_usd, supplier_code,
                 supplier_price, state, supplier, available, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, 1)
            ON CONFLICT (slug) DO UPDATE SET position = excluded.position, destination = excluded.destination,
                data_bytes = excluded.data_bytes, daily = excluded.daily, validity_days = excluded.validity_days,
                price_vnd = excluded.price_vnd, price_usd = excluded.price_usd,
                supplier = excluded.supplier, supplier_code = excluded.supplier_code,
                supplier_price = excluded.supplier_price, state = excluded.state, revision = plans.revision + 1
            """,
            plan.slug, position, plan.destination.slug, plan.data.bytes, plan.data.isDaily, plan.validityDays,
            plan.prices.vnd, plan.prices.usdCents, plan.supplierPackage.code, plan.supplierPackage.price, state,
            plan.supplierPackage.supplier.name)
        try FurtherPackageQueries.put(plan.furtherPackages, for: plan.slug, in: session)
    }

    /// Writes a plan as it is to stand. False when its revision is another by now.
    static func update(_ record: PlanRecord, in session: any SQLSession) throws -> Bool {
        try session.execute(
            """
            UPDATE plans SET price_vnd = $3, price_usd = $4, supplier_code = $5, supplier_price = $6, state = $7,
                available = $8, revision = revision + 1
            WHERE slug = $1 AND revision = $2
            """,
            record.plan.slug, record.revision, record.plan.prices.vnd, record.plan.prices.usdCents,
            record.plan.supplierPackage.code, record.plan.supplierPackage.price, record.state, record.isAvailable) == 1
    }

    static func lastPosition(in session: any SQLSession) throws -> Int {
        try session.first("SELECT COALESCE(MAX(position), 0) FROM plans") { try $0[0] } ?? 0
    }

    // MARK: Planned prices

    static func scheduledPrices(in session: any SQLSession) throws -> [CatalogueStock.PriceChange] {
        try session.query("SELECT plan, starts_at, price_vnd, price_usd FROM plan_prices ORDER BY starts_at, plan") {
            row in
            CatalogueStock.PriceChange(
                plan: try row[0], startsAt: try row[1], prices: Prices(vnd: try row[2], usdCents: try row[3]))
        }
    }

    static func scheduledPrices(of slug: String, in session: any SQLSession) throws -> [ScheduledPrice] {
        try session.query(
            "SELECT starts_at, price_vnd, price_usd FROM plan_prices WHERE plan = $1 ORDER BY starts_at", slug
        ) { row in
            ScheduledPrice(startsAt: try row[0], prices: Prices(vnd: try row[1], usdCents: try row[2]))
        }
    }

    static func schedule(_ price: ScheduledPrice, of slug: String, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO plan_prices (plan, starts_at, price_vnd, price_usd) VALUES ($1, $2, $3, $4)
            ON CONFLICT (plan, starts_at) DO UPDATE SET price_vnd = excluded.price_vnd, price_usd = excluded.price_usd
            """, slug, price.startsAt, price.prices.vnd, price.prices.usdCents)
    }

    /// Returns whether it was planned.
    static func unschedule(_ startsAt: Instant, of slug: String, in session: any SQLSession) throws -> Bool {
        try session.execute("DELETE FROM plan_prices WHERE plan = $1 AND starts_at = $2", slug, startsAt) == 1
    }

    /// Makes prices that have begun the plans' own, so that whoever changes a plan starts from what is true.
    static func settleBegunPrices(at now: Instant, in session: any SQLSession) throws {
        let begun = try scheduledPrices(in: session).filter { $0.startsAt <= now }
        for change in begun {
            try session.execute(
                "UPDATE plans SET price_vnd = $2, price_usd = $3 WHERE slug = $1",
                change.plan, change.prices.vnd, change.prices.usdCents)
            _ = try unschedule(change.startsAt, of: change.plan, in: session)
        }
    }

    // MARK: History

    static func insert(_ change: PlanChange, of slug: String, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO plan_changes (id, plan, kind, price_vnd, price_usd, supplier_price, starts_at, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            change.id, slug, change.kind, change.prices.vnd, change.prices.usdCents, change.supplierPrice,
            change.startsAt, change.at)
    }

    /// Newest first.
    static func changes(of slug: String, in session: any SQLSession) throws -> [PlanChange] {
        try session.query(
            """
            SELECT id, kind, price_vnd, price_usd, supplier_price, starts_at, at FROM plan_changes WHERE plan = $1
            ORDER BY at DESC, id DESC LIMIT 200
            """, slug
        ) { row in
            PlanChange(
                id: try row[0], kind: try row[1], prices: Prices(vnd: try row[2], usdCents: try row[3]),
                supplierPrice: try row[4], startsAt: try row[5], at: try row[6])
        }
    }

    private static let columns = """
        SELECT slug, destination, data_bytes, daily, validity_days, price_vnd, price_usd, supplier_code,
            supplier_price, state, available, revision, supplier
        FROM plans
        """

    /// Nil never happens: a plan's destination is a foreign key.
    private static func record(
        _ row: SQLRow, _ places: [String: Destination], _ further: [String: [FurtherPackageQueries.Place]]
    ) throws -> PlanRecord? {
        guard let destination = places[try row[1]] else { return nil }
        let slug: String = try row[0]
        let others = further[slug] ?? []
        return PlanRecord(
            plan: Plan(
                slug: slug, destination: destination,
                data: DataAllowance(bytes: try row[2], isDaily: try row[3]), validityDays: try row[4],
                prices: Prices(vnd: try row[5], usdCents: try row[6]),
                supplierPackage: SupplierPackage(of: RecipientID(try row[12]), code: try row[7], price: try row[8]),
                furtherPackages: others.map(\.package)),
            state: try row[9], isAvailable: try row[10],
            missing: Set(others.filter { !$0.isAvailable }.map(\.package)), revision: try row[11])
    }
}
