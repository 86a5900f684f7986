// SPDX-License-Identifier: Apache-2.0

import Backup
package import Values
import Vault

/// What a drill found, for people and for the record.
package struct DrillReport: Sendable {
    package let at: Instant
    package let bounds: DrillBounds
    /// Which backup was restored; nil when none was.
    package private(set) var run: String?
    /// How old it was: what would have been lost.
    package private(set) var loss: Duration?
    package var took: Duration = .zero
    private var lines: [(isProblem: Bool, text: String)] = []

    init(at: Instant, bounds: DrillBounds) {
        self.at = at
        self.bounds = bounds
    }

    package var hasPassed: Bool { problems.isEmpty && run != nil }

    private var problems: [String] {
        var problems = lines.filter(\.isProblem).map(\.text)
        if took > bounds.restore { problems.append("it took longer than \(minutes(bounds.restore))") }
        if let loss, loss > bounds.loss { problems.append("more than \(minutes(bounds.loss)) would have been lost") }
        return problems
    }

    package var text: String {
        var text = ["Recovery drill of \(at): \(hasPassed ? "passed" : "FAILED")"]
        if let run, let loss {
            text.append("Backup \(run), \(minutes(loss)) old (at most \(minutes(bounds.loss)) may be lost)")
        }
        text.append("Restored and checked in \(seconds(took)) (at most \(minutes(bounds.restore)))")
        text += lines.map { "\($0.isProblem ? "PROBLEM" : "ok") \($0.text)" }
        text += problems.dropFirst(lines.count { $0.isProblem }).map { "PROBLEM \($0)" }
        return text.joined(separator: "\n") + "\n"
    }

    mutating func note(_ restored: RestoreBackup.Restored) {
        run = restored.data.run
        loss = at - restored.data.instant
        pass(
            "\(restored.data.rows + restored.keys.rows) rows of \(restored.data.stores.count + restored.keys.stores.count) stores "
                + "are as they were counted and digested when they were backed up")
        for organisation in restored.organisations {
            pass(
                "\(organisation.business): the restriction ledger was replayed (\(organisation.replayed.people) people, "
                    + "\(organisation.replayed.rows) rows), \(organisation.sessionsEnded) sessions ended")
        }
    }

    mutating func pass(_ text: String) { lines.append((false, text)) }
    mutating func fail(_ what: String, _ problem: String) { lines.append((true, "\(what): \(problem)")) }

    mutating func judge(_ what: String, _ finding: (some CustomStringConvertible)?) {
        if let finding { fail(what, "\(finding)") } else { pass("\(what), intact") }
    }

    private func seconds(_ span: Duration) -> String { "\(Double(span.milliseconds) / 1000) seconds" }

    private func minutes(_ span: Duration) -> String {
        let minutes = Int((Double(span.components.seconds) / 60).rounded())
        return minutes == 1 ? "1 minute" : "\(minutes) minutes"
    }
}
