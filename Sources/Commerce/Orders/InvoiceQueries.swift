// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about what accounting law makes us keep.
enum InvoiceQueries {
    static func insert(_ invoice: Invoice, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO invoices (id, basis, end_year, holder, content) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO NOTHING
            """,
            invoice.order, invoice.basis, invoice.endYear, invoice.holder, invoice.content.sealed)
    }

    static func invoice(of order: ID<Order>, in session: any SQLSession) throws -> Invoice? {
        try session.first(
            "SELECT basis, end_year, holder, content FROM invoices WHERE id = $1", order
        ) { row in
            Invoice(
                order: order, basis: try row[0], endYear: try row[1], holder: try row[2],
                content: SealedValue(try row[3], in: .invoiceContent, row: order.bytes))
        }
    }

    /// An order that was never paid is no sale.
    static func delete(of order: ID<Order>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM invoices WHERE id = $1", order)
    }
}
