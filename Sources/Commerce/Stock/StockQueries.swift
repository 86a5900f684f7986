// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Every statement about plans of which only so many are sold.
enum StockQueries {
    /// How many more may be sold; nil for as many as anybody wants.
    static func limit(_ plan: String, to left: Int?, in session: any SQLSession) throws {
        guard let left else {
            try session.execute("DELETE FROM plan_stock WHERE plan = $1", plan)
            try session.execute("UPDATE stock_uses SET state = 'returned' WHERE plan = $1 AND state = 'taken'", plan)
            return
        }
        try session.execute(
            """
            INSERT INTO plan_stock (plan, for_sale, taken) VALUES ($1, $2, 0)
            ON CONFLICT (plan) DO UPDATE SET for_sale = plan_stock.taken + excluded.for_sale
            """, plan, left)
    }

    /// How many more may be sold; nil without a limit.
    static func left(of plan: String, in session: any SQLSession) throws -> Int? {
        try session.first("SELECT for_sale - taken FROM plan_stock WHERE plan = $1", plan) { max(0, try $0[0]) }
    }

    static func limited(in session: any SQLSession) throws -> Set<String> {
        Set(try session.query("SELECT plan FROM plan_stock") { try $0[0] })
    }

    static func soldOut(in session: any SQLSession) throws -> Set<String> {
        Set(try session.query("SELECT plan FROM plan_stock WHERE taken >= for_sale") { try $0[0] })
    }

    /// Takes so many for an order. The row stays locked until the end of the transaction, so that two buyers of the last one come one
    /// after the other.
    static func take(
        _ quantity: Int, of plan: String, for order: ID<Order>, at now: Instant, in session: any SQLSession
    ) throws -> StockTaking {
        guard try take(quantity, of: plan, at: now, in: session) else {
            return try left(of: plan, in: session).map { .soldOut(left: $0) } ?? .unlimited
        }
        try session.execute(
            "INSERT INTO stock_uses (order_id, plan, quantity, state) VALUES ($1, $2, $3, 'taken')", order, plan,
            quantity)
        return .taken
    }

    /// Whether the order holds some of a limited number now.
    static func isHolding(_ order: ID<Order>, in session: any SQLSession) throws -> Bool {
        try !uses(of: order, "taken", in: session).isEmpty
    }

    /// Whether the order held some and has let it go.
    static func hasLetGo(_ order: ID<Order>, in session: any SQLSession) throws -> Bool {
        try !uses(of: order, "returned", in: session).isEmpty
    }

    /// An order that nobody paid gives back what it took, once.
    static func giveBack(_ order: ID<Order>, at now: Instant, in session: any SQLSession) throws {
        for (plan, quantity) in try uses(of: order, "taken", in: session) {
            let before = try left(of: plan, in: session)
            try session.execute(
                "UPDATE plan_stock SET taken = taken - $2 WHERE plan = $1 AND taken >= $2", plan, quantity)
            if before == 0 { try CatalogueQueries.countChange(at: now, in: session) }
        }
        try move(order, from: "taken", to: "returned", in: session)
    }

    /// Money came for an order that had given back what it took: false when others have it by now.
    static func takeAgain(_ order: ID<Order>, at now: Instant, in session: any SQLSession) throws -> Bool {
        let uses = try uses(of: order, "returned", in: session)
        for (plan, quantity) in uses {
            guard let left = try left(of: plan, in: session) else { continue }
            guard left >= quantity else { return false }
        }
        for (plan, quantity) in uses { _ = try take(quantity, of: plan, at: now, in: session) }
        try move(order, from: "returned", to: "taken", in: session)
        return true
    }

    private static func take(
        _ quantity: Int, of plan: String, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        let taken = try session.execute(
            "UPDATE plan_stock SET taken = taken + $2 WHERE plan = $1 AND taken + $2 <= for_sale", plan, quantity)
        guard taken == 1 else { return false }
        if try left(of: plan, in: session) == 0 { try CatalogueQueries.countChange(at: now, in: session) }
        return true
    }

    private static func uses(
        of order: ID<Order>, _ state: String, in session: any SQLSession
    ) throws -> [(plan: String, quantity: Int)] {
        try session.query(
            "SELECT plan, quantity FROM stock_uses WHERE order_id = $1 AND state = $2 ORDER BY plan", order, state
        ) { (plan: try $0[0], quantity: try $0[1]) }
    }

    private static func move(
        _ order: ID<Order>, from state: String, to other: String, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE stock_uses SET state = $3 WHERE order_id = $1 AND state = $2", order, state, other)
    }
}

enum StockTaking: Hashable, Sendable {
    case taken
    /// As many are sold as anybody wants.
    case unlimited
    case soldOut(left: Int)
}

/// Undoes the transaction that would have sold more of a plan than there is.
struct PlanSoldOut: Error {
    let slug: String
    /// How many are left: fewer than were wanted.
    let left: Int
}

extension OrderPlacement {
    /// Takes what the order's plans have of a limited number, in an order of its own so that no two wait for each other. It is
    /// held for a while; then somebody looks whether it was paid.
    func takeStock(in session: any SQLSession) throws {
        guard order.kind == .esim else { return }
        let wanted = lines.reduce(into: [:]) { $0[$1.slug, default: 0] += $1.quantity }
        var isHolding = false
        for (slug, quantity) in wanted.sorted(by: { $0.key < $1.key }) {
            switch try StockQueries.take(quantity, of: slug, for: order.id, at: order.placedAt, in: session) {
            case .taken: isHolding = true
            case .unlimited: break
            case .soldOut(let left): throw PlanSoldOut(slug: slug, left: left)
            }
        }
        if isHolding { try hold.insert(in: session) }
    }
}
