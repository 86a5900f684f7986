// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about totals.
enum FigureQueries {
    /// The totals of what was counted in minutes from `first` to before `end`.
    static func count(from first: Int64, to end: Int64, in session: any SQLSession) throws -> Figures {
        var figures = Figures()
        for (measure, item) in visitItems {
            let rows: [(String, Int)] = try session.query(
                """
                SELECT COALESCE(\(item), ''), count(*) FROM visits
                WHERE began_minute >= $1 AND began_minute < $2 GROUP BY 1
                """, first, end
            ) { (try $0[0], try $0[1]) }
            for (item, count) in rows { figures.add(count, measure, item) }
        }
        let pages: [(String, Int, Int)] = try session.query(
            """
            SELECT page, count(*), count(DISTINCT visit_id) FROM page_views WHERE minute >= $1 AND minute < $2
            GROUP BY page
            """, first, end
        ) { (try $0[0], try $0[1], try $0[2]) }
        for (page, views, visits) in pages {
            figures.add(views, .views, page)
            figures.add(visits, .reached, page)
        }
        let sums: [(Int, Int)] = try session.query(
            """
            SELECT count(*), CAST(COALESCE(sum(seconds), 0) AS BIGINT) FROM visits
            WHERE began_minute >= $1 AND began_minute < $2
            """, first, end
        ) { (try $0[0], try $0[1]) }
        for (visits, seconds) in sums {
            figures.add(visits, .visits, "")
            figures.add(seconds, .seconds, "")
        }
        return figures
    }

    private static let visitItems: [(Measure, String)] = [
        (.length, "CAST(\(LengthStep.sql) AS TEXT)"), (.referrer, "referrer_host"),
        (.region, "country || COALESCE('/' || region, '')"), (.system, "system"), (.browser, "browser"),
        (.screen, "screen"),
    ]

    /// The minute of the oldest visit that is still there.
    static func firstMinute(in session: any SQLSession) throws -> Int64? {
        try session.first("SELECT began_minute FROM visits ORDER BY began_minute LIMIT 1") { try $0[0] }
    }

    /// The last day whose totals are written down; every such day has its number of visits.
    static func lastDay(in session: any SQLSession) throws -> Day? {
        try session.first(
            "SELECT day FROM visit_days WHERE measure = $1 ORDER BY day DESC LIMIT 1", Measure.visits
        ) { Day(number: try $0[0]) }
    }

    static func replace(_ figures: Figures, of day: Day, in session: any SQLSession) throws {
        try session.execute("DELETE FROM visit_days WHERE day = $1", day.number)
        for (measure, items) in figures.totals {
            for (item, total) in items where total > 0 || measure == .visits {
                try session.execute(
                    "INSERT INTO visit_days (day, measure, item, total) VALUES ($1, $2, $3, $4)",
                    day.number, measure, item, total)
            }
        }
    }

    static func days(from first: Day, to end: Day, in session: any SQLSession) throws -> [Day: Figures] {
        let rows: [(Int, Measure, String, Int)] = try session.query(
            "SELECT day, measure, item, total FROM visit_days WHERE day >= $1 AND day < $2", first.number, end.number
        ) { (try $0[0], try $0[1], try $0[2], try $0[3]) }
        return rows.reduce(into: [:]) { days, row in
            days[Day(number: row.0), default: Figures()].add(row.3, row.1, row.2)
        }
    }
}
