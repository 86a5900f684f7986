// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Every statement about orders, their lines and their buyers.
enum OrderQueries {
    static func insert(
        _ order: Order, _ lines: [OrderLine], attempt: ID<OrderAttempt>, draftDigest: [UInt8], with seals: OrderSeals,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO orders
                (id, number, kind, state, person_id, attempt, draft_digest, esim_id, amount, currency, language,
                 policy_version, minimum_age, immediate_supply_agreed, placed_at, changed_at, seal, lines_seal)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            order.id, order.number, order.kind, order.state, order.person, attempt, draftDigest, order.esim,
            order.amount.minorUnits, order.amount.currency, order.language, order.acceptance.policyVersion,
            order.acceptance.minimumAge, order.acceptance.agreesToImmediateSupply, order.placedAt, order.changedAt,
            seals.code(of: order), seals.code(of: lines, in: order.id))
        for (position, line) in lines.enumerated() {
            try insert(line, at: position, of: order.id, in: session)
        }
    }

    private static func insert(
        _ line: OrderLine, at position: Int, of order: ID<Order>, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO order_lines
                (id, order_id, position, slug, name_vi, name_en, quantity, unit_price, supplier_code, supplier_price,
                 supplier)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            line.id, order, position, line.slug, line.name.vietnamese, line.name.english, line.quantity,
            line.unitPrice.minorUnits, line.supplierPackage.code, line.supplierPackage.price,
            line.supplierPackage.supplier.name)
        try LinePackageQueries.insert(line.furtherPackages, of: line.id, in: session)
    }

    static func insertBuyer(_ person: PersonID, email: Sealed, in session: any SQLSession) throws {
        try session.execute("INSERT INTO buyers (person_id, email) VALUES ($1, $2)", person, email)
    }

    static func order(_ id: ID<Order>, in session: any SQLSession) throws -> Order? {
        try session.first(columns + " WHERE id = $1", id, map: order)
    }

    static func order(numbered number: OrderNumber, in session: any SQLSession) throws -> Order? {
        try session.first(columns + " WHERE number = $1", number, map: order)
    }

    /// The order one press of the button made, with the digest of what was in the form.
    static func order(
        of attempt: ID<OrderAttempt>, in session: any SQLSession
    ) throws -> (order: Order, draftDigest: [UInt8]?)? {
        try session.first(
            """
            SELECT id, number, kind, state, state_before_freeze, person_id, esim_id, amount, currency, language,
                policy_version, minimum_age, immediate_supply_agreed, placed_at, changed_at, draft_digest
            FROM orders WHERE attempt = $1
            """, attempt
        ) { row in (order: try order(row), draftDigest: try row[15]) }
    }

    static func orders(of person: PersonID, in session: any SQLSession) throws -> [Order] {
        try session.query(columns + " WHERE person_id = $1 ORDER BY placed_at, id LIMIT 1000", person, map: order)
    }

    static func lines(of order: Order, in session: any SQLSession) throws -> [OrderLine] {
        let further = try LinePackageQueries.packages(of: order.id, in: session)
        return try session.query(
            """
            SELECT id, slug, name_vi, name_en, quantity, unit_price, supplier_code, supplier_price, supplier
            FROM order_lines WHERE order_id = $1 ORDER BY position
            """, order.id
        ) { row in
            let id: ID<OrderLine> = try row[0]
            return OrderLine(
                id: id, slug: try row[1], name: Wording(vietnamese: try row[2], english: try row[3]),
                quantity: try row[4], unitPrice: Money(minorUnits: try row[5], currency: order.amount.currency),
                supplierPackage: SupplierPackage(of: RecipientID(try row[8]), code: try row[6], price: try row[7]),
                furtherPackages: further[id] ?? [])
        }
    }

    /// The buyer's address, sealed; nil once they have been erased.
    static func email(of person: PersonID, in session: any SQLSession) throws -> SealedValue? {
        try session.first("SELECT email FROM buyers WHERE person_id = $1", person) { row in
            SealedValue(try row[0], in: .buyerEmail, row: person.bytes)
        }
    }

    static func replaceEmail(of person: PersonID, with email: Sealed, in session: any SQLSession) throws {
        try session.execute("UPDATE buyers SET email = $2 WHERE person_id = $1", person, email)
    }

    /// Writes what a move changes; `order` is the order after it.
    static func move(_ order: Order, with seals: OrderSeals, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE orders SET state = $2, state_before_freeze = $3, changed_at = $4, seal = $5 WHERE id = $1",
            order.id, order.state, order.stateBeforeFreeze, order.changedAt, seals.code(of: order))
    }

    static let columns = """
        SELECT id, number, kind, state, state_before_freeze, person_id, esim_id, amount, currency, language,
            policy_version, minimum_age, immediate_supply_agreed, placed_at, changed_at
        FROM orders
        """

    static func order(_ row: SQLRow) throws -> Order {
        Order(
            id: try row[0], number: try row[1], kind: try row[2], state: try row[3], stateBeforeFreeze: try row[4],
            person: try row[5], esim: try row[6], amount: Money(minorUnits: try row[7], currency: try row[8]),
            language: try row[9],
            acceptance: Acceptance(
                policyVersion: try row[10], minimumAge: try row[11], agreesToImmediateSupply: try row[12]),
            placedAt: try row[13], changedAt: try row[14])
    }
}
