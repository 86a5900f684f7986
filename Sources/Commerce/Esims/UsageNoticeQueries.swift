// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about what buyers were told of their eSIMs.
enum UsageNoticeQueries {
    /// False when this very occasion was told of before.
    static func note(
        _ notice: UsageNotice, of esim: Esim, _ status: EsimStatus, at now: Instant, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            INSERT INTO usage_notices (esim_id, kind, mark, noted_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (esim_id, kind, mark) DO NOTHING
            """, esim.id, notice.rawValue, notice.mark(of: status), now) == 1
    }
}
