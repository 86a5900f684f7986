// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about what the supplier changed.
enum FindingQueries {
    /// A newer finding about a plan takes the place of the one that is open.
    static func raise(_ finding: SupplierFinding, in session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM supplier_findings WHERE plan = $1 AND state = $2", finding.plan, SupplierFinding.State.open)
        try session.execute(
            """
            INSERT INTO supplier_findings
                (id, plan, kind, old_price, new_price, proposed_vnd, proposed_usd, state, found_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            finding.id, finding.plan, finding.kind, finding.oldPrice, finding.newPrice, finding.proposal.vnd,
            finding.proposal.usdCents, SupplierFinding.State.open, finding.foundAt)
    }

    /// Longest waiting first.
    static func open(in session: any SQLSession) throws -> [SupplierFinding] {
        try session.query(
            columns + " WHERE state = $1 ORDER BY found_at, id LIMIT 500", SupplierFinding.State.open, map: finding)
    }

    static func open(about plan: String, in session: any SQLSession) throws -> SupplierFinding? {
        try session.first(
            columns + " WHERE plan = $1 AND state = $2", plan, SupplierFinding.State.open, map: finding)
    }

    static func decide(
        _ state: SupplierFinding.State, plan: String, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE supplier_findings SET state = $3, decided_at = $4 WHERE plan = $1 AND state = $2",
            plan, SupplierFinding.State.open, state, now)
    }

    private static let columns = """
        SELECT id, plan, kind, old_price, new_price, proposed_vnd, proposed_usd, found_at FROM supplier_findings
        """

    private static func finding(_ row: SQLRow) throws -> SupplierFinding {
        SupplierFinding(
            id: try row[0], plan: try row[1], kind: try row[2], oldPrice: try row[3], newPrice: try row[4],
            proposal: Prices(vnd: try row[5], usdCents: try row[6]), foundAt: try row[7])
    }
}
