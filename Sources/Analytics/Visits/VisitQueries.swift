// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about single visits.
enum VisitQueries {
    /// Adds to a visit, which may stand there from another group or another server already. It never lasted longer than
    /// time has passed since it began, whatever was reported.
    static func add(_ change: VisitChange, in session: any SQLSession) throws {
        let id = change.token.digest
        try session.execute(
            """
            INSERT INTO visits (
                id, began_minute, seconds, referrer_host, referrer_path, country, region, screen, system, browser)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET
                seconds = CASE WHEN visits.seconds + excluded.seconds > $11 THEN $11
                    ELSE visits.seconds + excluded.seconds END,
                referrer_host = COALESCE(visits.referrer_host, excluded.referrer_host),
                referrer_path = COALESCE(visits.referrer_path, excluded.referrer_path)
            """,
            [
                .blob(id), .integer(change.token.beganMinute),
                .integer(min(Int64(change.seconds), change.mostSeconds)), (change.referrer?.host).sqlValue,
                (change.referrer?.path).sqlValue, (change.place?.country).sqlValue, (change.place?.region).sqlValue,
                (change.screen?.text).sqlValue, .text(change.device.system.rawValue),
                .text(change.device.browser.rawValue), .integer(change.mostSeconds),
            ])
        for view in change.views {
            try session.execute(
                "INSERT INTO page_views (id, visit_id, minute, page) VALUES ($1, $2, $3, $4)",
                view.id, id, view.minute, view.page)
        }
    }

    /// Its page views go with it.
    static func delete(_ token: VisitToken, in session: any SQLSession) throws {
        try session.execute("DELETE FROM visits WHERE id = $1", token.digest)
    }
}
