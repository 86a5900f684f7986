// SPDX-License-Identifier: Apache-2.0

/// What several servers on one database need, and a single writer has anyway.
extension SQLSession {
    /// Whether this transaction alone, until it ends, does what `name` stands for in its organisation.
    ///
    /// A server that dies gives its turn back with its connection. Who gets no turn looks again a moment later.
    package func takesTurn(at name: String) throws -> Bool {
        switch engine {
        case .sqlite: true
        case .postgreSQL:
            try first(
                """
                SELECT pg_try_advisory_xact_lock(
                    hashtextextended(COALESCE(current_setting('sampan.organisation', true), '') || ' ' || $1, 0))
                """, name
            ) { try $0[0] } ?? false
        }
    }

    /// Ends a SELECT of rows that whoever comes first takes: rows another server is just taking are passed over.
    package var takingFreeRows: String {
        switch engine {
        case .sqlite: ""
        case .postgreSQL: "FOR UPDATE SKIP LOCKED"
        }
    }
}
