// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values

/// Every statement about who else has what a plan or a top-up brings.
enum FurtherPackageQueries {
    /// A package in second place or later, and whether its supplier has it.
    struct Place: Sendable {
        let offer: String
        let position: Int
        let package: SupplierPackage
        let isAvailable: Bool
    }

    /// In the order in which they are asked.
    static func all(in session: any SQLSession) throws -> [String: [Place]] {
        Dictionary(grouping: try session.query(columns + " ORDER BY offer, position", map: place), by: \.offer)
    }

    static func places(of offer: String, in session: any SQLSession) throws -> [Place] {
        try session.query(columns + " WHERE offer = $1 ORDER BY position", offer, map: place)
    }

    /// What its supplier does not have stays that way until its list is read again.
    static func put(_ packages: [SupplierPackage], for offer: String, in session: any SQLSession) throws {
        let missing = Set(try places(of: offer, in: session).filter { !$0.isAvailable }.map(\.package))
        try session.execute("DELETE FROM further_packages WHERE offer = $1", offer)
        for (index, package) in packages.enumerated() {
            try session.execute(
                """
                INSERT INTO further_packages (offer, position, supplier, supplier_code, supplier_price, available)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                offer, index + 1, package.supplier.name, package.code, package.price, !missing.contains(package))
        }
    }

    /// Brings a package to what its supplier says of it.
    static func follow(
        _ place: Place, price: Int64, isAvailable: Bool, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE further_packages SET supplier_price = $3, available = $4 WHERE offer = $1 AND position = $2",
            place.offer, place.position, price, isAvailable)
    }

    private static let columns =
        "SELECT offer, position, supplier, supplier_code, supplier_price, available FROM further_packages"

    private static func place(_ row: SQLRow) throws -> Place {
        Place(
            offer: try row[0], position: try row[1],
            package: SupplierPackage(of: RecipientID(try row[2]), code: try row[3], price: try row[4]),
            isAvailable: try row[5])
    }
}
