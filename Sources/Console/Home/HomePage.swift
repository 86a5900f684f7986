// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Vault

extension Desk {
    /// This morning's truth: what does not go on by itself, what was sold, and what is due. `state` is nil for whoever may not see.
    func homePage(_ state: StateOfTheShop?) -> Response {
        page(
            say("console.home.title"), in: .home,
            """
            \(sheet.heading(say("console.home.greeting", ["name": name]), lead: sheet.day(now)))
            \(may(.work) ? stuck : roleNote)
            \(if: !may(.orders) && may(.catalogue), keepingLine)
            \(state.map(figures))
            \(may(.orders) ? nil : recipientsHint)
            """)
    }

    private func figures(_ state: StateOfTheShop) -> HTML {
        """
        \(salesSection(state.morning))
        <div class="console-halves">\(conversionCard(state.morning))\(partnersCard(state))</div>
        \(dutiesCard(state))
        """
    }

    private var stuck: HTML {
        guard !waiting.isNothing else {
            let hint: Text =
                sheet.site.hasShop ? "console.home.nothing-stuck-hint" : "console.home.nothing-stuck-hint-messenger"
            return """
                <div class="console-calm">\(sheet.icon(.checkCircle, size: .large))<div>\
                <h2>\(say("console.home.nothing-stuck"))</h2><p class="hint">\(say(hint))</p>\
                </div></div>
                """
        }
        let count =
            waiting.attentions.count + waiting.deadJobs.count + waiting.failedCallbacks.count + waiting.moneyCount
            + waiting.findings
        let shown = Array(waiting.attentions.prefix(5))
        let more = waiting.attentions.count - shown.count
        let rest = sheet.link(say("console.home.more-stuck", ["count": String(more)]), to: path(.orders))
        return """
            <section class="console-wide" data-stuck="\(count)"><h2>\(say("console.home.stuck", ["count": String(count)]))</h2>
            \(attentionList(shown))\(if: more > 0, "<p>\(rest)</p>")
            \(workLine(waiting.moneyCount, "console.home.money", at: .money))\
            \(workLine(waiting.deadJobs.count, "console.home.jobs"))\
            \(workLine(waiting.failedCallbacks.count, "console.home.callbacks"))\
            \(if: waiting.findings > 0, keepingLine)</section>
            """
    }

    private func workLine(_ count: Int, _ key: String, at area: ConsoleArea = .work) -> HTML {
        guard count > 0 else { return "" }
        return """
            <ul class="console-stuck"><li>\(sheet.icon(area.icon))<div><p><strong>\(say(key, ["count": String(count)]))</strong></p>\
            </div>\(sheet.linkButton(say(area == .money ? "console.home.see-money" : "console.home.see-work"), to: path(area)))</li></ul>
            """
    }

    /// What the supplier changed, for whoever decides about prices.
    private var keepingLine: HTML {
        guard waiting.findings > 0 else {
            return
                "<p class=\"actions\">\(sheet.linkButton(say("keeping.list.title"), to: path(.catalogue), kind: .primary))</p>"
        }
        return """
            <ul class="console-stuck"><li>\(sheet.icon(.warning))<div><p><strong>\(say(
                "keeping.home.findings", ["count": String(waiting.findings)]))</strong></p></div>\
            \(sheet.linkButton(say("keeping.finding.look"), to: path(.catalogue) + "?state=to-decide"))</li></ul>
            """
    }

    /// What a colleague who does not work on orders finds here.
    private var roleNote: HTML {
        let words = say(Text("console.forbidden.\(member.role.rawValue)"))
        return sheet.banner(.notice, title: say("console.home.role"), text: "\(words)")
    }

    private var recipientsHint: HTML {
        "<p class=\"actions\">\(sheet.linkButton(say("console.recipients.title"), to: path(.recipients)))</p>"
    }
}
