// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension Desk {
    /// Who works here, and a form for whoever comes.
    func teamPage(
        _ colleagues: [Colleague], form: Form = Form(), status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = say("team.title")
        let columns = [
            Column(say("team.name")), Column(say("team.email")), Column(say("team.role")), Column(say("team.change")),
        ]
        let rows = colleagues.map { colleague -> [HTML] in
            [
                "<strong>\(name(of: colleague))</strong>",
                "<span>\(colleague.email?.expose() ?? "–")</span>",
                "<span>\(say("console.role.\(colleague.role.rawValue)", [:]))</span>",
                "<span>\(sheet.link(say("team.change"), to: path("/settings/team/\(colleague.id)")))</span>",
            ]
        }
        return page(
            title, in: .settings, status: status,
            """
            \(sheet.backLink(say("settings.title"), to: path(.settings)))
            \(sheet.heading(title, lead: say("team.lead")))
            \(sheet.table(title, columns: columns, rows: rows, empty: ""))
            <div class="console-narrow keeping-new">\(sheet.card(title: say("team.new"), newColleague(form)))</div>
            """)
    }

    private func newColleague(_ form: Form) -> HTML {
        sheet.form(
            path("/settings/team"), showing: form,
            """
            \(sheet.field(Field("name", say("team.name"), hint: say("team.name-hint"), limit: 80), in: form))
            \(sheet.field(Field("email", say("team.email"), kind: .email, hint: say("team.email-hint"), limit: 254), in: form))
            \(sheet.select(Field("role", say("team.role")), options: roles.reversed(), in: form))
            \(sheet.field(password(say("team.password"), hint: say("team.password-hint")), in: form))
            <p class="actions">\(sheet.button(say("team.add"), icon: .person))</p>
            """)
    }

    /// One colleague: what they are here, a new password, and the end.
    func colleaguePage(
        _ colleague: Colleague, form: Form = Form(), status: HTTPResponse.Status = .ok
    ) -> Response {
        let (title, own) = (name(of: colleague), path("/settings/team/\(colleague.id)"))
        var ofRole = Form(["role": form["role"].isEmpty ? colleague.role.rawValue : form["role"]])
        if let problem = form.problem(with: "role") { ofRole.refuse("role", problem) }
        let ofPassword = form.problem(with: "password") == nil ? Form() : form
        return page(
            title, in: .settings, status: status,
            """
            \(sheet.backLink(say("team.title"), to: path("/settings/team")))
            \(sheet.heading(title, lead: say("console.role.\(colleague.role.rawValue)", [:])))
            <div class="console-narrow">
            \(sheet.card(title: say("team.role"), sheet.form(
                own + "/role", showing: ofRole,
                """
                \(sheet.select(Field("role", say("team.role-now"), hint: say("team.role-hint")), options: roles, in: ofRole))
                <p class="actions">\(sheet.button(say("team.give-role"), kind: .secondary))</p>
                """)))
            \(sheet.card(title: say("team.new-password"), sheet.form(
                own + "/password", showing: ofPassword,
                """
                \(sheet.field(password(say("team.new-password"), hint: say("team.new-password-hint")), in: ofPassword))
                <p class="actions">\(sheet.button(say("team.give-password"), kind: .secondary))</p>
                """)))
            \(sheet.card(title: say("team.end-title"), sheet.form(
                own + "/end",
                """
                <p class="hint">\(say("team.end-hint"))</p>
                <p class="actions">\(sheet.button(say("team.end"), kind: .danger))</p>
                """)))
            </div>
            """)
    }

    /// One's own account. `news` is the form of what one is mailed about; nil for whoever is mailed about nothing.
    func ownAccountPage(form: Form = Form(), news: Form?, status: HTTPResponse.Status = .ok) -> Response {
        let current = Field("current", say("team.current"), kind: .password, autocomplete: "current-password")
        return page(
            say("team.account"), in: .home, status: status,
            """
            \(sheet.heading(say("team.account"), lead: name))
            <div class="console-narrow">\(sheet.card(title: say("team.own-password"), sheet.form(
                path("/account"), showing: form,
                """
                \(sheet.field(current, in: form))
                \(sheet.field(password(say("team.own-new"), hint: say("team.own-hint")), in: form))
                <p class="actions">\(sheet.button(say("team.own-change"), icon: .key))</p>
                """)))
            \(news.map(newsCard))</div>
            """)
    }

    private func name(of colleague: Colleague) -> String { colleague.name?.expose() ?? "–" }

    private var roles: [(value: String, label: String)] {
        StaffRole.allCases.map { ($0.rawValue, say("console.role.\($0.rawValue)", [:])) }
    }

    private func password(_ label: String, hint: String) -> Field {
        Field(
            "password", label, kind: .password, hint: hint, autocomplete: "new-password",
            limit: AddStaff.longestPassword)
    }
}
