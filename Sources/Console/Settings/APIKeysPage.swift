// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Values

extension Desk {
    func keysPage(
        _ keys: [APIKey], made: (key: APIKey, token: APIToken)? = nil, form: Form = Form(),
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = say("settings.keys.title")
        let fresh = made.map { sheet.secretOnce($0.token.text, label: $0.key.name) }
        return page(
            title, in: .settings, status: status,
            """
            \(sheet.backLink(say("settings.title"), to: path(.settings)))
            \(sheet.heading(
                title, lead: say("settings.keys.lead"),
                actions: sheet.link(say("settings.keys.description"), to: "/api/openapi.json")))
            \(fresh.map { "<div class=\"console-reports\">\($0)</div>" as HTML })
            \(sheet.table(title, columns: keyColumns, rows: keys.map(row), empty: sheet.emptyState(
                .key, title: say("settings.keys.none"), text: say("settings.keys.none-hint"))))
            <div class="console-narrow keeping-new">\(sheet.card(title: say("settings.keys.new"), newKey(form)))</div>
            """)
    }

    private var keyColumns: [Column] {
        [
            Column(say("settings.keys.name")), Column(say("settings.keys.scopes")), Column(say("settings.keys.made")),
            Column(say("settings.keys.used")), Column(say("settings.keys.state")),
        ]
    }

    private func row(_ key: APIKey) -> [HTML] {
        let scopes = APIScope.allCases.filter(key.scopes.contains).map { say($0.name) }.joined(separator: ", ")
        let used: HTML = key.usedAt.map { sheet.time($0) } ?? "\(say("settings.keys.never"))"
        let state: HTML =
            if let revokedAt = key.revokedAt {
                "\(sheet.badge(say("settings.keys.revoked"), .neutral)) \(sheet.time(revokedAt))"
            } else {
                sheet.form(
                    path("/settings/keys/\(key.id)/revocation"),
                    sheet.button(say("settings.keys.revoke"), kind: .secondary))
            }
        return [
            "\(key.name) <code>…\(key.ending)</code>", "<span>\(scopes)</span>",
            "<span>\(sheet.time(key.madeAt))</span>", "<span>\(used)</span>", "<span>\(state)</span>",
        ]
    }

    private func newKey(_ form: Form) -> HTML {
        let chosen = Set(form.all("scope"))
        let problem = form.problem(with: "scope").map { "<p class=\"field-problem\">\(say($0))</p>" as HTML }
        let scopes = APIScope.allCases.map { scope -> HTML in
            """
            <label class="keeping-place"><input type="checkbox" name="scope" value="\(scope.rawValue)"\
            \(flag: "checked", chosen.contains(scope.rawValue))> \(say(scope.name))</label>
            """
        }
        let name = Field(
            "name", say("settings.keys.name"), hint: say("settings.keys.name-hint"), limit: APIKey.longestName)
        return sheet.form(
            path("/settings/keys"), showing: form,
            """
            \(sheet.field(name, in: form))
            <fieldset class="field" id="field-scope"><legend>\(say("settings.keys.scopes"))</legend>\(scopes)\(problem)</fieldset>
            <p class="actions">\(sheet.button(say("settings.keys.make"), icon: .key))</p>
            """)
    }
}

extension APIScope {
    var name: Text {
        switch self {
        case .readOrders: "settings.scope.read-orders"
        case .readBuyers: "settings.scope.read-buyers"
        case .readCatalogue: "settings.scope.read-catalogue"
        case .writeCatalogue: "settings.scope.write-catalogue"
        case .readStatistics: "settings.scope.read-statistics"
        }
    }
}
