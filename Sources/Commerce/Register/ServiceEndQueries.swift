// SPDX-License-Identifier: Apache-2.0

/// SQL for when a service ended, for the terms that the policy counts from there. Expressions of the register, over a row of
/// its tables.
enum ServiceEndQueries {
    /// As long as an eSIM can lie uninstalled and then run, when the network has not told: eSIM Access takes it back after 180 days
    /// unless it was installed (docs.esimaccess.com, unusedValidTime), and no plan on sale runs longer than 180 more.
    private static let longestService = 365 * 86_400_000 as Int64

    /// The end of everything the person ever bought, since buyer and address serve all their orders; 0 when no order names them.
    static func lastEnd(of personColumn: String) -> String {
        """
        COALESCE((SELECT max(CASE
            WHEN o.service_ends_at > o.changed_at THEN o.service_ends_at
            WHEN o.service_ends_at IS NULL AND o.state IN \(served) THEN o.changed_at + \(longestService)
            ELSE o.changed_at END)
        FROM orders AS o WHERE o.person_id = \(personColumn)), 0)
        """
    }

    /// The end of the row's own eSIM.
    static let ofEsim = """
        COALESCE(esims.expires_at, (SELECT o.changed_at + \(longestService) FROM orders AS o WHERE o.id = esims.order_id))
        """

    static let saleOfInvoice = "(SELECT o.placed_at FROM orders AS o WHERE o.id = invoices.id)"

    private static let served = "('paid', 'delivering', 'delivered', 'needs-attention', 'frozen', 'refunding', 'held')"
}
