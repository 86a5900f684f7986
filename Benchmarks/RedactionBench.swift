// SPDX-License-Identifier: Apache-2.0

import LabelledTexts
import Redaction

/// How much personal data is found in texts no rule was made on, and how fast.
struct RedactionBench {
    private static let length = 200
    private static let count = 20_000

    func figures() async throws -> [Figure] {
        let messages = try LabelledText.messages("measured-messages.txt")
        let filled = try LabelledText.filled("measured-templates.txt", from: "measured-fills.txt", rounds: 9)
        let tally = Tally(messages + filled)
        return [
            Figure(
                name: "redaction-structured", value: tally.total(PersonalKind.structured).recall, unit: "recall",
                goal: .atLeast(0.98)),
            Figure(name: "redaction-names", value: tally.total([.name]).recall, unit: "recall", goal: .atLeast(0.85)),
            Figure(
                name: "redaction-rate", value: try await rate(messages.map(\.text)), unit: "messages/s on one core",
                goal: .atLeast(20_000)),
        ]
    }

    /// Real messages joined and cut to 200 characters, each looked through once.
    private func rate(_ texts: [String]) async throws -> Double {
        let all = Array(texts.joined(separator: " "))
        let messages = stride(from: 0, to: all.count - Self.length, by: 37).map { String(all[$0..<($0 + Self.length)]) }
        let finder = PersonalDataFinder()
        var found = messages.prefix(100).reduce(0) { $0 + finder.findings(in: $1).count }
        let took = await seconds {
            for index in 0..<Self.count { found += finder.findings(in: messages[index % messages.count]).count }
        }
        precondition(found > 0, "nothing was found")
        return Double(Self.count) / took
    }
}
