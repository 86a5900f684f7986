// SPDX-License-Identifier: Apache-2.0

import Analytics
import Commerce
import Foundation
import Values

/// The figures of a period as CSV (RFC 4180): day, measure, item, total.
struct FiguresFile {
    private let model: StatisticsModel

    init(_ model: StatisticsModel) {
        self.model = model
    }

    var text: String {
        let lines = model.statistics.days.indices.flatMap { index -> [String] in
            let (entry, paid) = (model.statistics.days[index], index < model.paid.count ? model.paid[index] : 0)
            let day = Self.date(of: entry.day)
            let counted = Measure.allCases.flatMap { measure in
                entry.figures.ranked(measure).map { line(day, measure.rawValue, $0.item, $0.total) }
            }
            let disputed = index < model.disputes.count ? disputeLines(model.disputes[index], day) : []
            return counted + (paid > 0 ? [line(day, "paid-orders", "", paid)] : []) + disputed
        }
        return (["day,measure,item,total"] + lines).joined(separator: "\r\n") + "\r\n"
    }

    /// How many disputes were raised on the day, and what they are about, in the smallest unit of each currency.
    private func disputeLines(_ disputed: DisputedMoney, _ day: String) -> [String] {
        guard disputed.count > 0 else { return [] }
        func amounts(_ measure: String, _ amounts: [Money]) -> [String] {
            amounts.map { line(day, measure, $0.currency.rawValue, Int($0.minorUnits)) }
        }
        return [line(day, "disputes", "", disputed.count)] + amounts("disputed", disputed.raised)
            + amounts("disputes-lost", disputed.lost)
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
