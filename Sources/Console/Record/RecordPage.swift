// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Hummingbird
import Pages
import Policy

extension Desk {
    /// What is kept as proof, and who looked at whose data; a page at a time, with whether it still fits together.
    func recordPage(_ view: RecordView, verification: RecordVerification? = nil) -> Response {
        let tabs: [(log: AuditLog, title: String)] = [
            (.evidence, say("record.evidence")), (.access, say("record.access")),
        ]
        return page(
            say("console.record.title"), in: .record,
            """
            \(sheet.heading(say("console.record.title"), lead: say("record.lead"), actions: verifyButton))
            <div class="console-reports" id="verification" role="status" data-progress-place>\(progressBar)\
            \(verification.map(results))</div>
            \(sheet.tabs(
                say("record.which"), tabs.map { ($0.title, path(to: $0.log)) }, current: path(to: view.choice.log)))
            <p class="hint">\(say(view.choice.log == .access ? "record.access-lead" : "record.evidence-lead"))</p>
            \(narrowing(view.choice))
            \(sheet.table(
                say("console.record.title"), columns: columns(of: view.choice.log),
                rows: view.page.entries.map { row($0, in: view) }, empty: nothing(in: view)))
            \(paging(view))
            """)
    }

    private func path(to log: AuditLog) -> String { path(.record) + (log == .access ? "?log=access" : "") }

    private var verifyButton: HTML {
        """
        <form method="post" action="\(path("/record/verification"))" data-progress="verification">\(sheet.formToken)\
        \(sheet.button(say("console.record.verify"), kind: .secondary, icon: .shield))</form>
        """
    }

    /// Shown by the script once the check takes a while.
    private var progressBar: HTML {
        let label = say("record.checking", ["log": say("console.log.access")])
        return "<div data-progress-bar hidden>\(sheet.progress(0, of: 1, label: label))</div>"
    }

    private func narrowing(_ choice: RecordChoice) -> HTML {
        let all = (value: "", label: say("record.all"))
        let kinds = [all] + RecordKind.allCases.map { (value: $0.rawValue, label: say($0.name)) }
        let purposes = [all] + policy.declarations.purposes.map { (value: $0.id.rawValue, label: $0.name[language]) }
        return """
            <form class="console-narrowing" method="get" action="\(path(.record))">
            <input type="hidden" name="log" value="\(choice.log.rawValue)">
            \(if: choice.log == .evidence, sheet.filter(
                "kind", label: say("record.kind-field"), options: kinds, chosen: choice.kind?.rawValue))
            \(sheet.filter(
                "purpose", label: say("record.purpose"), options: purposes, chosen: choice.purpose?.rawValue))
            <p class="actions">\(sheet.button(say("record.narrow"), kind: .secondary, icon: .filter))\
            \(if: choice.isNarrowed, sheet.link(say("record.everything"), to: path(to: choice.log)))</p></form>
            """
    }

    private func columns(of log: AuditLog) -> [Column] {
        let first = [Column(say("console.record.number")), Column(say("console.record.when"))]
        return log == .access
            ? first + [Column(say("record.who")), Column(say("record.whose")), Column(say("record.purpose"))]
            : first + [Column(say("console.record.what")), Column(say("console.record.details"))]
    }

    private func row(_ entry: AuditRecord, in view: RecordView) -> [HTML] {
        let number = sheet.link(entry.position.map { String($0) } ?? "–", to: path("/record/\(entry.id)"))
        let first: [HTML] = [number, "<span>\(sheet.time(entry.recordedAt))</span>"]
        guard view.choice.log == .access else {
            let details = details(of: entry)
            return first + [
                "<span class=\"console-what\">\(what(entry))</span>", "<span>\(details.isEmpty ? "–" : details)</span>",
            ]
        }
        let parties = view.parties[entry.id]
        let purpose = entry.statement?.purpose.flatMap(Purpose.init(rawValue:)).map(name)
        return first + [
            "<span>\(doer(parties?.actor, view.names, isByProgram: entry.statement?.actor == nil))</span>",
            """
            <span>\(subjects(parties?.people ?? [], view.names, isAboutSomebody: entry.isAboutSomebody))\
             <span class="hint">\(what(entry))</span></span>
            """,
            "<span>\(purpose ?? "–")</span>",
        ]
    }

    /// What happened, in words.
    func what(_ entry: AuditRecord) -> String {
        say(code: entry.statement?.type.rawValue ?? "?", under: "console.event.")
    }

    private func details(of entry: AuditRecord) -> String {
        let statement = entry.statement
        return [
            statement?.recipient.map { name(of: RecipientID($0)) },
            statement?.purpose.flatMap(Purpose.init(rawValue:)).map(name),
            names(of: Set((statement?.categories ?? []).compactMap(Category.init(rawValue:)))),
            statement?.outcome.map(outcome),
        ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func outcome(_ code: String) -> String {
        code.split(separator: ":").map { say(code: String($0), under: "console.detail.") }.joined(separator: ", ")
    }

    private func nothing(in view: RecordView) -> HTML {
        guard view.choice.isNarrowed || view.choice.before != nil else {
            return sheet.emptyState(
                .shield, title: say("console.record.none"), text: say("console.record.none-hint"),
                action: sheet.linkButton(say("console.home.all-orders"), to: path(.orders)))
        }
        return sheet.emptyState(
            .search, title: say("record.none-such"),
            text: say(view.page.next == nil ? "record.none-such-hint" : "record.none-here-hint"),
            action: sheet.linkButton(say("record.everything"), to: path(to: view.choice.log)))
    }

    private func paging(_ view: RecordView) -> HTML {
        guard view.choice.before != nil || view.page.next != nil else { return "" }
        let newest = view.choice.before.map { _ in
            sheet.linkButton(say("record.newest"), to: path(to: view.choice.log), kind: .quiet)
        }
        let older = view.page.next.map { next in
            sheet.linkButton(
                say("record.older"), to: path(.record) + view.choice.query(before: next), icon: .arrowRight)
        }
        return """
            <nav class="actions" aria-label="\(say("record.pages"))">\(older)\(newest)\
            <span class="hint">\(say("record.count", ["count": String(view.page.size)]))</span></nav>
            """
    }
}

extension AuditRecord {
    /// Whether it spoke of anybody when it was written.
    var isAboutSomebody: Bool { statement?.subject != nil }
}
