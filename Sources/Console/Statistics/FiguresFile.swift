// SPDX-License-Identifier: Apache-2.0

import Analytics
import Foundation

/// The figures of a period as CSV (RFC 4180): day, measure, item, total.
struct FiguresFile {
    private let model: StatisticsModel

    init(_ model: StatisticsModel) {
        self.model = model
    }

    var text: String {
        let lines = zip(model.statistics.days, model.paid).flatMap { entry, paid -> [String] in
            let day = Self.date(of: entry.day)
            let counted = Measure.allCases.flatMap { measure in
                entry.figures.ranked(measure).map { line(day, measure.rawValue, $0.item, $0.total) }
            }
            return counted + (paid > 0 ? [line(day, "paid-orders", "", paid)] : [])
        }
        return (["day,measure,item,total"] + lines).joined(separator: "\r\n") + "\r\n"
    }

    private func line(_ day: String, _ measure: String, _ item: String, _ total: Int) -> String {
        "\(day),\(measure),\(Self.cell(item)),\(total)"
    }

    /// Quoted; a text that a spreadsheet would take for a formula gets a mark in front, since some come from outside.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static func date(of day: Day) -> String {
        Date(timeIntervalSince1970: Double(day.number) * 86_400).formatted(.iso8601.year().month().day())
    }
}
