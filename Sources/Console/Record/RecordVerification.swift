// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import Pages

/// What a check of everything that nobody may change unseen came to.
struct RecordVerification: Sendable {
    let reports: [AuditReport]
    let orders: ExamineOrders.Report
}

extension ConsoleRoutes {
    static let progressType = "application/x-ndjson"

    /// Recomputes the logs and the orders' codes and says whether all of it fits: on the answer page, or to a script line by
    /// line how far it is and at the end what it found.
    @Sendable func verifyRecord(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        guard request.headers[.accept] == Self.progressType else {
            let found = try await desk.services.verify { _ in }
            return desk.recordPage(try await desk.record(.newest), verification: found)
        }
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        // Ends with the work, whoever still reads: it holds nothing and writes nothing.
        Task {
            defer { line.finish() }
            do {
                let found = try await desk.services.verify { progress in line.yield(desk.line(progress)) }
                line.yield(VerificationLine(html: "\(desk.results(of: found))").text)
            } catch {
                let problem = desk.sheet.banner(
                    .problem, title: desk.say("record.not-checked"), text: "\(desk.say("record.not-checked-hint"))")
                line.yield(VerificationLine(html: "\(problem)").text)
            }
        }
        return .lines(lines)
    }
}

extension ConsoleServices {
    func verify(reporting report: @escaping @Sendable (AuditProgress) -> Void) async throws -> RecordVerification {
        RecordVerification(
            reports: try await verifyAudit(report), orders: try await shop.examineOrders())
    }
}

/// One line for the script that shows the progress.
private struct VerificationLine: Encodable {
    var done: Int?
    var total: Int?
    var label: String?
    var html: String?

    var text: String {
        // Strings and numbers always encode.
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension Desk {
    fileprivate func line(_ progress: AuditProgress) -> String {
        let log = say(code: progress.log.rawValue, under: "console.log.")
        return VerificationLine(
            done: progress.done, total: progress.total, label: say("record.checking", ["log": log])
        ).text
    }

    /// What was found, log by log and for the orders.
    func results(of found: RecordVerification) -> HTML { "\(found.reports.map(banner))\(banner(found.orders))" }

    private func banner(_ orders: ExamineOrders.Report) -> HTML {
        guard orders.changed.isEmpty else {
            return sheet.banner(
                .problem, title: say("console.record.orders-changed", ["count": String(orders.changed.count)]),
                text: "\(orders.named). \(say("console.record.broken-hint"))")
        }
        return sheet.banner(
            .success, title: say("console.record.orders-intact", ["count": String(orders.count)]),
            text: "\(say("console.record.orders-intact-hint"))")
    }

    private func banner(_ report: AuditReport) -> HTML {
        let log = say(code: report.log.rawValue, under: "console.log.")
        if let finding = report.finding {
            return sheet.banner(
                .problem, title: say("console.record.broken", ["log": log]),
                text: "<span lang=\"en\">\(finding.description)</span>. \(say("console.record.broken-hint"))")
        }
        let words: KeyValuePairs = ["log": log, "count": String(report.size), "signed": String(report.signedSize)]
        let signed =
            report.signedSize == report.size
            ? say("console.record.all-signed") : say("console.record.intact-hint", words)
        return sheet.banner(.success, title: say("console.record.intact", words), text: "\(signed)")
    }
}
