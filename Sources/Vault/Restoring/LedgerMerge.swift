// SPDX-License-Identifier: Apache-2.0

package import Foundation

extension RestrictionLedger {
    /// One ledger of two copies that may each have lines the other lacks: every line once, in the order of their times.
    ///
    /// Where a restore finds a ledger that outlived its machine, neither copy may win: what stands in either was promised.
    package static func merged(_ one: Data, _ other: Data) -> Data {
        var lines: [(text: Substring, time: Int64)] = []
        var known: Set<Substring> = []
        for line in [one, other].flatMap({ wholeLines(of: $0) }) where known.insert(line).inserted {
            lines.append((line, line.split(separator: " ").last.flatMap { Int64($0) } ?? 0))
        }
        let sorted = lines.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        return Data(sorted.map { $0.element.text + "\n" }.joined().utf8)
    }

    /// A last line that a crash tore was never reported.
    private static func wholeLines(of content: Data) -> [Substring] {
        var lines = String(decoding: content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeLast()
        return lines.filter { !$0.isEmpty }
    }
}
