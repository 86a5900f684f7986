// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about who else has what a line was sold as.
enum LinePackageQueries {
    static func insert(_ packages: [SupplierPackage], of line: ID<OrderLine>, in session: any SQLSession) throws {
        for (index, package) in packages.enumerated() {
            try session.execute(
                """
                INSERT INTO line_packages (line_id, position, supplier, supplier_code, supplier_price)
                VALUES ($1, $2, $3, $4, $5)
                """, line, index + 1, package.supplier.name, package.code, package.price)
        }
    }

    /// In the order in which they are asked, by line.
    static func packages(
        of order: ID<Order>, in session: any SQLSession
    ) throws -> [ID<OrderLine>: [SupplierPackage]] {
        let found: [(line: ID<OrderLine>, package: SupplierPackage)] = try session.query(
            """
            SELECT p.line_id, p.supplier, p.supplier_code, p.supplier_price FROM line_packages AS p
            JOIN order_lines AS l ON l.id = p.line_id WHERE l.order_id = $1 ORDER BY p.line_id, p.position
            """, order
        ) { row in
            (
                line: try row[0],
                package: SupplierPackage(of: RecipientID(try row[1]), code: try row[2], price: try row[3])
            )
        }
        return Dictionary(grouping: found, by: \.line).mapValues { $0.map(\.package) }
    }
}
