// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One measured figure with its goal.
struct Figure {
    enum Goal {
        case atLeast(Double)
        case atMost(Double)
        case below(Double)
    }

    let name: String
    let value: Double
    let unit: String
    let goal: Goal

    var line: String {
        let (comparison, isMet) =
            switch goal {
            case .atLeast(let bound): ("≥ \(Self.text(bound))", value >= bound)
            case .atMost(let bound): ("≤ \(Self.text(bound))", value <= bound)
            case .below(let bound): ("< \(Self.text(bound))", value < bound)
            }
        return "\(name): \(Self.text(value)) \(unit) (goal \(comparison)) \(isMet ? "ok" : "short")"
    }

    private static func text(_ number: Double) -> String {
        number >= 100 ? String(format: "%.0f", number) : String(format: "%.3g", number)
    }
}

extension [Double] {
    var median: Double {
        let sorted = self.sorted()
        return isEmpty ? .nan : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}

/// Seconds a piece of work takes.
func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    let took = start.duration(to: .now)
    return Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
}

/// The median of A/B over rounds in which both ran in turn.
func ratio(rounds: Int, _ first: () async throws -> Void, to second: () async throws -> Void) async throws -> Double {
    var ratios: [Double] = []
    for _ in 0..<rounds {
        let base = try await seconds(second)
        ratios.append(try await seconds(first) / base)
    }
    return ratios.median
}
