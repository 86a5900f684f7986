// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The tables of analytics in the privacy register. A visit names nobody, and goes at its term all the same; what remains is
/// totals.
package let analyticsTables = [
    RegisteredTable(
        "visits", label: "register.visits", onErasure: .nothing,
        term: .ends(RowEnd([.visit], from: "(visits.began_minute * 60000)", .delete)),
        columns: [.plain("id")]
            + [
                "began_minute", "seconds", "referrer_host", "referrer_path", "country", "region", "screen", "system",
                "browser",
            ].map { .coded($0, .visit) }),
    RegisteredTable(
        "page_views", label: "register.visits", onErasure: .nothing, term: .follows("visits"),
        columns: [.plain("id"), .plain("visit_id"), .coded("minute", .visit), .coded("page", .visit)]),
    RegisteredTable(
        "visit_days", key: "day, measure, item", label: "register.visit-days", onErasure: .nothing,
        columns: ["day", "measure", "item", "total"].map { .plain($0) }),
]
