// SPDX-License-Identifier: Apache-2.0

/// Totals of one day or of several together.
package struct Figures: Hashable, Sendable {
    private(set) var totals: [Measure: [String: Int]] = [:]

    package init() {}

    mutating func add(_ count: Int, _ measure: Measure, _ item: String) {
        totals[measure, default: [:]][item, default: 0] += count
    }

    mutating func add(_ other: Figures) {
        for (measure, items) in other.totals {
            totals[measure, default: [:]].merge(items, uniquingKeysWith: +)
        }
    }

    package var visits: Int { totals[.visits]?[""] ?? 0 }
    package var views: Int { totals[.views]?.values.reduce(0, +) ?? 0 }

    /// Seconds of a visit on average; nil without visits.
    package var meanSeconds: Double? {
        visits > 0 ? Double(totals[.seconds]?[""] ?? 0) / Double(visits) : nil
    }

    /// Half the visits were shorter, to a step; nil without visits.
    package var medianSeconds: Int? {
        let lengths = (totals[.length] ?? [:]).compactMap { item, count in Int(item).map { ($0, count) } }
            .sorted { $0.0 < $1.0 }
        let middle = (lengths.map(\.1).reduce(0, +) + 1) / 2
        var passed = 0
        for (seconds, count) in lengths {
            passed += count
            if passed >= middle { return seconds }
        }
        return nil
    }

    package func total(_ measure: Measure, _ item: String) -> Int { totals[measure]?[item] ?? 0 }

    /// The items of a measure with the most first; those with equally many by name.
    package func ranked(_ measure: Measure) -> [(item: String, total: Int)] {
        (totals[measure] ?? [:]).filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { (item: $0.key, total: $0.value) }
    }
}
