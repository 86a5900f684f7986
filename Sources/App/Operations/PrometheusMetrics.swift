// SPDX-License-Identifier: Apache-2.0

package import CoreMetrics
import Synchronization

/// Keeps the program's metrics and writes them in the text format Prometheus scrapes (exposition format 0.0.4).
///
/// Labels come from code and from route templates, never from what a request carried, so no personal data can be in them
/// and their number stays small.
package final class PrometheusMetrics: MetricsFactory {
    private struct Key: Hashable {
        let name: String
        /// As they are written: `{method="GET"}`, or nothing.
        let labels: String
    }

    private let cells = Mutex<[Key: any MetricCell]>([:])

    package init() {}

    package var text: String {
        let cells = cells.withLock { $0 }
        var text = ""
        for (name, group) in Dictionary(grouping: cells, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            guard let kind = group.first?.value.kind else { continue }
            text += "# TYPE \(name) \(kind)\n"
            for (key, cell) in group.sorted(by: { $0.key.labels < $1.key.labels }) {
                text += cell.lines(name, key.labels)
            }
        }
        return text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(Self.name(label) + "_total", dimensions) { CounterCell() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(Self.name(label), dimensions) { GaugeCell() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        cell(Self.name(label), dimensions) { HistogramCell(unit: 1, bounds: [1, 10, 100, 1_000, 10_000, 100_000]) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(Self.name(label) + "_seconds", dimensions) { HistogramCell.seconds }
    }

    /// A metric lives as long as the process: a scrape must not see a count fall.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func cell<Cell: MetricCell>(
        _ name: String, _ dimensions: [(String, String)], make: () -> Cell
    ) -> Cell {
        let labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        let key = Key(name: name, labels: labels.isEmpty ? "" : "{\(labels)}")
        return cells.withLock { cells in
            if let known = cells[key] as? Cell { return known }
            let made = make()
            cells[key] = made
            return made
        }
    }

    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
