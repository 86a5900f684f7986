// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    func assistancePage(
        _ standing: ManageAssistance.Standing, _ articles: [HelpArticle], _ form: Form, _ status: HTTPResponse.Status
    ) -> Response {
        let title = say("settings.assistance.title")
        let body: HTML =
            standing.isOffered
            ? """
            <div class="console-narrow console-column">
            \(sheet.card(title: say("settings.assistance.now"), switching(standing)))
            \(sheet.card(title: say("settings.assistance.engines"), engines))
            \(sheet.card(title: say("settings.assistance.articles"), list(articles)))
            \(sheet.card(title: say("settings.assistance.new-article"), newArticle(form)))
            </div>
            <h2>\(say("settings.assistance.calls"))</h2>
            \(sheet.table(say("settings.assistance.calls"), columns: callColumns, rows: standing.calls.map(row), empty:
                "<p class=\"hint\">\(say("settings.assistance.no-calls"))</p>"))
            """ : "<p>\(say("settings.assistance.not-offered"))</p>"
        return page(
            title, in: .settings, status: status,
            """
            \(sheet.backLink(say("settings.title"), to: path(.settings)))
            \(sheet.heading(title, lead: say("settings.assistance.lead")))
            \(body)
            """)
    }

    private func switching(_ standing: ManageAssistance.Standing) -> HTML {
        let state =
            standing.isSwitchedOff
            ? sheet.badge(say("settings.assistance.off"), .neutral) : sheet.badge(say("settings.assistance.on"), .good)
        let button =
            standing.isSwitchedOff
            ? sheet.button(say("settings.assistance.switch-on"), name: "to", value: "on")
            : sheet.button(say("settings.assistance.switch-off"), kind: .secondary, name: "to", value: "off")
        return """
            <p>\(state)</p><p>\(say("settings.assistance.switch-hint"))</p>\(sheet.form(path("/settings/assistance"), button))
            """
    }

    /// The built-in one, and those outside that the policy names, with their own policies.
    private var engines: HTML {
        let outside = [RecipientID.openAI, .openRouter].compactMap { policy.recipient($0) }.map { recipient -> HTML in
            let own = recipient.policyURL.map { sheet.link(say("settings.assistance.their-policy"), to: $0) }
            return """
                <li>\(recipient.name) \(own) \
                \(sheet.link(say("settings.assistance.account"), to: path("/settings/accounts/\(recipient.id.name)")))</li>
                """
        }
        return """
            <p>\(say("settings.assistance.engines-hint"))</p><ul class="console-lines">\
            <li>\(say("console.assistance.local"))</li>\(outside)</ul>
            """
    }

    private func list(_ articles: [HelpArticle]) -> HTML {
        guard !articles.isEmpty else { return "<p class=\"hint\">\(say("settings.assistance.no-articles"))</p>" }
        let lines = articles.map { article -> HTML in
            """
            <li><span><strong>\(article.title)</strong> <span class="hint">\(article.language.rawValue)</span></span>\
            \(sheet.form(
                path("/settings/assistance/articles/\(article.id)/removal"),
                sheet.button(say("settings.assistance.remove"), kind: .quiet)))</li>
            """
        }
        return "<ul class=\"console-lines\">\(lines)</ul>"
    }

    private func newArticle(_ form: Form) -> HTML {
        let languages = Language.allCases.map { language -> HTML in
            """
            <label class="keeping-place"><input type="radio" name="language" value="\(language.rawValue)"\
            \(flag: "checked", language == self.language)> \(say(Text("console.inbox.language-name.\(language.rawValue)")))</label>
            """
        }
        return sheet.form(
            path("/settings/assistance/articles"), showing: form,
            """
            \(sheet.field(Field("title", say("settings.assistance.article-title"), limit: HelpArticle.titleLimit), in: form))
            <div class="field"><label for="field-body">\(say("settings.assistance.article-body"))</label>\
            <textarea class="input" id="field-body" name="body" rows="6" required maxlength="\(HelpArticle.bodyLimit)">\
            \(form["body"])</textarea></div>
            <fieldset class="field"><legend>\(say("settings.assistance.article-language"))</legend>\(languages)</fieldset>
            <p class="actions">\(sheet.button(say("settings.assistance.keep-article")))</p>
            """)
    }

    private var callColumns: [Column] {
        [
            Column(say("settings.assistance.when")), Column(say("settings.assistance.what")),
            Column(say("settings.assistance.who")), Column(say("settings.assistance.over")),
            Column(say("settings.assistance.outcome")), Column(say("settings.assistance.tokens")),
        ]
    }

    private func row(_ call: RecordedCall) -> [HTML] {
        [
            "\(sheet.time(call.at))", "<span>\(say(Text("console.assistance.ask.\(call.task.rawValue)")))</span>",
            "<span>\(call.engine) · \(call.model)</span>",
            "<span>\(call.number.text) · \(call.positions.lowerBound)–\(call.positions.upperBound)</span>",
            "<code>\(call.outcome)</code>", "<span>\(call.tokens)</span>",
        ]
    }
}
