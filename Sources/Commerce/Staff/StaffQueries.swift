// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Lists of orders for staff.
enum StaffQueries {
    /// Newest first. Ids are ordered by time, so that a page begins where the one before ended.
    static func orders(_ filter: OrderFilter, in session: any SQLSession) throws -> [ListedOrder] {
        var conditions: [String] = []
        var values: [SQLValue] = []
        if !filter.states.isEmpty {
            let places = filter.states.sorted { $0.rawValue < $1.rawValue }.map { state in
                values.append(state.sqlValue)
                return "$\(values.count)"
            }
            conditions.append("o.state IN (\(places.joined(separator: ", ")))")
        }
        if let prefix = OrderNumber.prefix(filter.number) {
            values.append(.text(prefix))
            values.append(.text(prefix + "~"))
            conditions.append("o.number >= $\(values.count - 1) AND o.number < $\(values.count)")
        }
        if let after = filter.after {
            values.append(after.sqlValue)
            conditions.append("o.id < $\(values.count)")
        }
        values.append(.integer(Int64(min(max(filter.limit, 1), 200))))
        let restriction = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try session.query(
            """
            SELECT o.id, o.number, o.kind, o.state, o.amount, o.currency, o.placed_at, l.name_vi, l.name_en,
                (SELECT count(*) FROM order_lines c WHERE c.order_id = o.id), o.person_id IS NULL
            FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.position = 0
            \(restriction) ORDER BY o.id DESC LIMIT $\(values.count)
            """, values
        ) { row in
            ListedOrder(
                id: try row[0], number: try row[1], kind: try row[2], state: try row[3],
                amount: Money(minorUnits: try row[4], currency: try row[5]), placedAt: try row[6],
                plan: Wording(vietnamese: try row[7], english: try row[8]), lineCount: try row[9],
                isErased: try row[10])
        }
    }

    /// How many orders were placed under each version of the policy.
    static func accepted(in session: any SQLSession) throws -> [PolicyVersion: Int] {
        let counted: [(PolicyVersion, Int)] = try session.query(
            "SELECT policy_version, count(*) FROM orders GROUP BY policy_version"
        ) { (try $0[0], try $0[1]) }
        return Dictionary(counted) { first, _ in first }
    }

    static func newestOrder(
        of person: PersonID, in session: any SQLSession
    ) throws -> (id: ID<Order>, number: OrderNumber)? {
        try session.first(
            "SELECT id, number FROM orders WHERE person_id = $1 ORDER BY placed_at DESC, id DESC LIMIT 1", person
        ) { (try $0[0], try $0[1]) }
    }

    static func counts(in session: any SQLSession) throws -> [OrderState: Int] {
        let counted: [(OrderState, Int)] = try session.query("SELECT state, count(*) FROM orders GROUP BY state") {
            (try $0[0], try $0[1])
        }
        return Dictionary(counted) { first, _ in first }
    }

    /// Paid orders by the number of days between `start` and their placing; a day has 24 hours here.
    static func paidByDay(from start: Instant, to end: Instant, in session: any SQLSession) throws -> [Int: Int] {
        let rows: [(Int, Int)] = try session.query(
            """
            SELECT (placed_at - $1) / 86400000, count(*) FROM orders
            WHERE placed_at >= $1 AND placed_at < $2 AND state IN ('paid', 'delivering', 'delivered', 'needs-attention')
            GROUP BY 1
            """, start, end
        ) { (try $0[0], try $0[1]) }
        return Dictionary(rows) { first, _ in first }
    }
}

extension OrderNumber {
    /// `vc7k3m` → `VC-7K3M`: how numbers begin that match what was typed; nil when nothing was.
    static func prefix(_ typed: String) -> String? {
        let letters = Array(typed.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(10))
        guard !letters.isEmpty else { return nil }
        return [letters.prefix(2), letters.dropFirst(2).prefix(4), letters.dropFirst(6)]
            .filter { !$0.isEmpty }.map { String($0) }.joined(separator: "-")
    }
}
