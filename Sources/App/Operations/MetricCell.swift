// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import Synchronization

/// One metric with one set of labels.
protocol MetricCell: AnyObject, Sendable {
    /// As Prometheus calls it.
    var kind: String { get }
    func lines(_ name: String, _ labels: String) -> String
}

final class CounterCell: MetricCell, CounterHandler {
    private let count = Atomic<Int64>(0)

    var kind: String { "counter" }

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func lines(_ name: String, _ labels: String) -> String {
        "\(name)\(labels) \(count.load(ordering: .relaxed))\n"
    }
}

final class GaugeCell: MetricCell, MeterHandler {
    private let value = Mutex(0.0)

    var kind: String { "gauge" }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func lines(_ name: String, _ labels: String) -> String {
        "\(name)\(labels) \(value.withLock { $0 })\n"
    }
}

/// Counts values at or below each bound, as Prometheus wants it, cumulatively.
final class HistogramCell: MetricCell, TimerHandler, RecorderHandler {
    private struct State {
        var counts: [Int64]
        var sum = 0.0
        var count: Int64 = 0
    }

    /// What one recorded step is worth in the unit that is written.
    private let unit: Double
    private let bounds: [Double]
    private let state: Mutex<State>

    init(unit: Double, bounds: [Double]) {
        self.unit = unit
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
    }

    static var seconds: HistogramCell {
        HistogramCell(unit: 1e-9, bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
    }

    var kind: String { "histogram" }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let value = value * unit
        state.withLock { state in
            if let first = bounds.firstIndex(where: { value <= $0 }) { state.counts[first] += 1 }
            state.sum += value
            state.count += 1
        }
    }

    func lines(_ name: String, _ labels: String) -> String {
        let state = state.withLock { $0 }
        let others = labels.isEmpty ? "" : labels.dropFirst().dropLast() + ","
        var below: Int64 = 0
        let buckets = zip(bounds, state.counts).map { bound, count in
            below += count
            return "\(name)_bucket{\(others)le=\"\(bound)\"} \(below)\n"
        }
        return buckets.joined() + "\(name)_bucket{\(others)le=\"+Inf\"} \(state.count)\n"
            + "\(name)_sum\(labels) \(state.sum)\n\(name)_count\(labels) \(state.count)\n"
    }
}
