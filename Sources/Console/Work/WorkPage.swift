// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Hummingbird
import Jobs
import Pages
import Policy
import Values

extension Desk {
    /// What the program has to do: what it gave up on, with why and what can be done about it; then what it is at.
    func workPage(_ overview: JobOverview) -> Response {
        page(
            say("console.work.title"), in: .work,
            """
            \(sheet.heading(say("console.work.title"), lead: say("console.work.lead")))
            \(isAllDone ? allDone : stuck)
            <section class="console-wide"><h2>\(say("work.now"))</h2>
            <div class="figures">\(figures(of: overview))</div>\(underWay(overview))</section>
            """)
    }

    private var isAllDone: Bool { waiting.deadJobs.isEmpty && waiting.failedCallbacks.isEmpty }

    private var allDone: HTML {
        """
        <section class="console-calm">\(sheet.icon(.checkCircle))<div><h2>\(say("console.work.none"))</h2>\
        <p>\(say("console.work.none-hint"))</p></div></section>
        """
    }

    private var stuck: HTML {
        """
        \(if: !waiting.deadJobs.isEmpty, section("console.work.jobs", jobTable))
        \(if: !waiting.failedCallbacks.isEmpty, section("console.work.callbacks", callbackTable))
        """
    }

    private func section(_ title: Text, _ content: HTML) -> HTML {
        "<section class=\"console-wide\"><h2>\(say(title))</h2>\(content)</section>"
    }

    private var jobTable: HTML {
        let columns = [
            Column(say("console.work.what")), Column(say("console.work.why")),
            Column(say("console.work.tries"), isNumber: true), Column(say("console.work.next")),
        ]
        let rows = waiting.deadJobs.map { job -> [HTML] in
            let end =
                job.kind.mayBeGivenUp ? giveUp("/jobs/\(job.id)/end") : "<p class=\"hint\">\(say("work.duty"))</p>"
            return [
                name(of: job), "<span>\(why(job.lastError))</span>", "<span>\(job.attempts)</span>",
                """
                <div class="console-choices">\(sheet.form(
                    path("/jobs/\(job.id)/revival"),
                    sheet.button(say("console.work.revive"), kind: .secondary, icon: .refresh)))\(end)</div>
                """,
            ]
        }
        return sheet.table(say("console.work.jobs"), columns: columns, rows: rows, empty: "")
    }

    private var callbackTable: HTML {
        let columns = [
            Column(say("console.work.from")), Column(say("console.work.why")), Column(say("console.work.received")),
            Column(say("console.work.next")),
        ]
        let rows = waiting.failedCallbacks.map { callback -> [HTML] in
            let provider =
                policy.declarations.recipients.first { $0.id.name == callback.provider }?.name ?? callback.provider
            return [
                "\(provider)", "<span>\(why(callback.lastError))</span>",
                "<span>\(sheet.time(callback.receivedAt))</span>",
                """
                <div class="console-choices">\(sheet.form(
                    path("/callbacks/\(callback.id)/retry"),
                    sheet.button(say("console.work.again"), kind: .secondary, icon: .refresh)))\
                \(giveUp("/callbacks/\(callback.id)/end"))</div>
                """,
            ]
        }
        return sheet.table(say("console.work.callbacks"), columns: columns, rows: rows, empty: "")
    }

    /// Asks for a reason before anything is given up.
    private func giveUp(_ address: String) -> HTML {
        let reasons = GiveUpReason.allCases.enumerated().map { index, reason -> HTML in
            """
            <label><input type="radio" name="reason" value="\(reason.rawValue)"\(flag: "checked", index == 0)> \
            \(say(reason.name))</label>
            """
        }
        return sheet.disclosure(
            say("work.give-up"),
            sheet.form(
                path(address),
                """
                <fieldset class="console-reasons"><legend>\(say("work.reason"))</legend>\(reasons)</fieldset>
                <p class="hint">\(say("work.give-up-hint"))</p>
                <p class="actions">\(sheet.button(say("work.give-up"), kind: .danger))</p>
                """))
    }

    private func figures(of overview: JobOverview) -> HTML {
        let figures: [(Text, Int)] = [
            ("work.running", overview.runningCount), ("work.due", overview.dueCount),
            ("work.retrying", overview.retryingCount), ("work.planned", overview.plannedCount),
            ("work.done", overview.doneCount),
        ]
        let tiles = figures.map { name, count -> HTML in
            """
            <section class="card figure"><h3>\(say(name))</h3>\
            <p class="console-figure"><strong>\(count)</strong></p></section>
            """
        }
        return "\(tiles)"
    }

    private func underWay(_ overview: JobOverview) -> HTML {
        let columns = [
            Column(say("console.work.what")), Column(say("work.state")), Column(say("work.when")),
            Column(say("console.work.why")),
        ]
        let jobs = overview.running + overview.retrying + overview.next
        return sheet.table(
            say("work.now"), columns: columns, rows: jobs.map(row),
            empty: sheet.emptyState(.clock, title: say("work.nothing"), text: say("work.nothing-hint")))
    }

    private func row(_ job: JobRecord) -> [HTML] {
        let (state, tone): (Text, Tone) =
            if job.state == .running {
                ("work.state-running", .waiting)
            } else if job.failures > 0 {
                ("work.state-retrying", .bad)
            } else if job.runAt <= now {
                ("work.state-due", .notable)
            } else {
                ("work.state-planned", .neutral)
            }
        let tries: HTML = " <span class=\"hint\">\(say("work.tries", ["count": String(job.attempts)]))</span>"
        return [
            name(of: job), "<span>\(sheet.badge(say(state), tone))\(if: job.attempts > 1, tries)</span>",
            "<span>\(job.state == .running ? "–" : sheet.time(job.runAt))</span>",
            "<span>\(job.failures > 0 ? why(job.lastError) : "–")</span>",
        ]
    }

    private func name(of job: JobRecord) -> HTML {
        let what = say(code: job.kind.rawValue, under: "console.job.")
        return job.kind.isAboutOrder ? sheet.link(what, to: path("/orders/\(job.subject)")) : "\(what)"
    }

    /// The words for a reason of the program; what nobody foresaw stands there by its name, for whoever reads the server's log.
    private func why(_ code: String?) -> String {
        guard let code, !code.isEmpty else { return "–" }
        let key = "console.detail." + code
        return sheet.wording.has(key) ? say(Text(key)) : say("work.unexpected", ["code": code])
    }
}
