// SPDX-License-Identifier: Apache-2.0

import Pages

/// How far back the figures reach, today among the days.
enum StatisticsPeriod: Int, CaseIterable {
    case week = 7
    case month = 30
    case quarter = 90
    case year = 365

    var days: Int { rawValue }

    /// How many days one bar of the chart stands for, so that bars stay wide enough to see.
    var daysOfBar: Int {
        switch self {
        case .week, .month: 1
        case .quarter: 7
        case .year: 30
        }
    }

    var name: Text {
        switch self {
        case .week: "console.statistics.days-7"
        case .month: "console.statistics.days-30"
        case .quarter: "console.statistics.days-90"
        case .year: "console.statistics.days-365"
        }
    }
}
