// SPDX-License-Identifier: Apache-2.0

import Storage

/// What is counted of a day. Each stands alone: no total says of two things at once.
package enum Measure: String, SQLEnum, CaseIterable {
    /// Pages opened, by template.
    case views
    /// Visits on which a page was opened, by template.
    case reached
    /// Visits, under an empty item.
    case visits
    /// Seconds of all visits together, under an empty item.
    case seconds
    /// Visits by how long they were: the shortest length of their step.
    case length
    /// Visits by the host that led here; an empty item for those that came by themselves.
    case referrer
    /// Visits by country and region, `VN/Hanoi`; an empty item where it is not known.
    case region
    case system
    case browser
    case screen
}

/// Visits differ in length by seconds at first and by minutes later.
enum LengthStep {
    /// Of `seconds` the shortest length of the same step: of 5 seconds within a minute, 30 within ten, then 120.
    static let sql =
        "CASE WHEN seconds < 60 THEN seconds / 5 * 5 WHEN seconds < 600 THEN seconds / 30 * 30 ELSE seconds / 120 * 120 END"
}
