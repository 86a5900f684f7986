// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about withdrawals.
enum WithdrawalQueries {
    /// False when it was stated before.
    static func state(_ order: ID<Order>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "INSERT INTO withdrawals (id, stated_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", order, now) == 1
    }

    static func withdrawal(from order: ID<Order>, in session: any SQLSession) throws -> Withdrawal? {
        try session.first("SELECT stated_at, decision FROM withdrawals WHERE id = $1", order) { row in
            Withdrawal(order: order, statedAt: try row[0], decision: try row[1])
        }
    }

    /// False when it was decided before.
    static func decide(
        _ order: ID<Order>, _ decision: WithdrawalDecision, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE withdrawals SET decision = $2, decided_at = $3 WHERE id = $1 AND decision IS NULL", order, decision,
            now) == 1
    }
}
