// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Hummingbird
import Jobs
import Pages
import Policy
import Values

extension Desk {
    /// What the program gave up on, with why and a way to have it tried again.
    func workPage() -> Response {
        page(
            say("console.work.title"), in: .work,
            """
            \(sheet.heading(say("console.work.title"), lead: say("console.work.lead")))
            \(waiting.deadJobs.isEmpty && waiting.failedCallbacks.isEmpty ? allDone : lists)
            """)
    }

    private var allDone: HTML {
        sheet.emptyState(
            .checkCircle, title: say("console.work.none"), text: say("console.work.none-hint"),
            action: sheet.linkButton(say("console.home.all-orders"), to: path(.orders)))
    }

    private var lists: HTML {
        """
        <section class="console-wide"><h2>\(say("console.work.jobs"))</h2>\(jobTable)</section>
        <section class="console-wide"><h2>\(say("console.work.callbacks"))</h2>\(callbackTable)</section>
        """
    }

    private var jobTable: HTML {
        let columns = [
            Column(say("console.work.what")), Column(say("console.work.why")),
            Column(say("console.work.tries"), isNumber: true), Column(say("console.work.next")),
        ]
        let rows = waiting.deadJobs.map { job -> [HTML] in
            let what = say(code: job.kind.rawValue, under: "console.job.")
            return [
                job.kind.isAboutOrder ? sheet.link(what, to: path("/orders/\(job.subject)")) : "\(what)",
                "<span>\(say(code: job.lastError ?? "", under: "console.detail."))</span>",
                "<span>\(job.attempts)</span>",
                sheet.form(
                    path("/jobs/\(job.id)/revival"),
                    sheet.button(say("console.work.revive"), kind: .secondary, icon: .refresh)),
            ]
        }
        return sheet.table(
            say("console.work.jobs"), columns: columns, rows: rows,
            empty: "<p class=\"hint\">\(say("console.work.no-jobs"))</p>")
    }

    private var callbackTable: HTML {
        let columns = [
            Column(say("console.work.from")), Column(say("console.work.why")), Column(say("console.work.received")),
            Column(say("console.work.next")),
        ]
        let rows = waiting.failedCallbacks.map { callback -> [HTML] in
            [
                "\(policy.declarations.recipients.first { $0.id.name == callback.provider }?.name ?? callback.provider)",
                "<span>\(say(code: callback.lastError ?? "", under: "console.detail."))</span>",
                "<span>\(sheet.time(callback.receivedAt))</span>",
                sheet.form(
                    path("/callbacks/\(callback.id)/retry"),
                    sheet.button(say("console.work.again"), kind: .secondary, icon: .refresh)),
            ]
        }
        return sheet.table(
            say("console.work.callbacks"), columns: columns, rows: rows,
            empty: "<p class=\"hint\">\(say("console.work.no-callbacks"))</p>")
    }
}

extension JobKind {
    /// Whether its subject is an order, so that there is a page to see.
    fileprivate var isAboutOrder: Bool {
        rawValue.hasPrefix("mail-")
            || ["expire-order", "fulfil-order", "refund-order", "suspend-esims", "resume-esims", "withdraw-esims"]
                .contains(rawValue)
    }
}
