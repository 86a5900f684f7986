// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// The first step: which purchase, which rule applies and what follows. The second is its button.
    func withdrawalPage(_ order: BuyerOrder, until: Instant, _ expected: WithdrawalDecision) -> HTML {
        let total = price(order.amount)
        let names = order.lines.map { line in
            line.quantity == 1 ? line.name[language] : "\(line.quantity) × \(line.name[language])"
        }
        let confirm = button(
            text("storefront.withdrawal.confirm"), kind: .danger, icon: .check, isWide: true)
        return shopPage(
            PageHead(title: text("storefront.withdrawal.title"), isPublic: false),
            main: """
                <div class="wrap narrow">\(backLink(
                    text("storefront.order.title", ["number": order.number.text]), to: path("/orders/\(order.token)")))
                \(heading(text("storefront.withdrawal.title"), lead: text("storefront.withdrawal.lead")))
                <div class="stack-wide">
                \(facts([
                    (text("storefront.order.number"), "<span translate=\"no\">\(order.number.text)</span>"),
                    (text("storefront.withdrawal.bought"), "\(names.joined(separator: ", "))"),
                    (text("storefront.order.placed"), time(order.placedAt)),
                    (text("storefront.checkout.total"), "<strong>\(total)</strong>"),
                    (text("storefront.withdrawal.answer"), "\(order.maskedEmail ?? "")"),
                ]))
                \(banner(
                    expected.givesMoneyBack ? .success : .notice,
                    title: text("storefront.withdrawal.\(expected.rawValue).title", ["amount": total]),
                    text: "\(text("storefront.withdrawal.\(expected.rawValue).text", ["amount": total, "mail": site.supportEmail]))"))
                \(section(text("storefront.checkout.next"), steps([
                    (text("storefront.withdrawal.step-mail"), text("storefront.withdrawal.step-mail-text")),
                    (text("storefront.withdrawal.step-ask"), text("storefront.withdrawal.step-ask-text")),
                    (text("storefront.withdrawal.step-money"), text("storefront.withdrawal.step-money-text")),
                ])))
                \(form(path("/orders/\(order.token)/withdrawal"), "<p class=\"actions\">\(confirm)</p>"))
                <p class="soft small">\(wording.markup("storefront.withdrawal.until", ["day": time(until)])) \
                \(text("storefront.withdrawal.law"))</p>
                </div></div>
                """)
    }

    /// On the order's page: the way to withdraw while there is one, and afterwards how it stands.
    func withdrawalCard(_ order: BuyerOrder) -> HTML {
        switch order.withdrawal {
        case .none: return ""
        case .open(let until, _):
            return card(
                title: text("storefront.withdrawal.card"),
                """
                <p>\(wording.markup("storefront.withdrawal.card-text", ["day": date(until)]))</p>
                <p class="actions">\(linkButton(
                    text("storefront.withdrawal.here"), to: path("/orders/\(order.token)/withdrawal"), kind: .quiet,
                    icon: .arrowLeft))</p>
                """)
        case .stated(let withdrawal):
            let key = withdrawal.decision?.rawValue ?? "waiting"
            return """
                <section class="card" data-withdrawal="\(key)"><header class="card-header">\
                <h2>\(text("storefront.withdrawal.stated"))</h2></header>\
                <p>\(wording.markup("storefront.withdrawal.stated-at", ["time": time(withdrawal.statedAt)]))</p>\
                <p>\(text("storefront.withdrawal.now.\(key)", ["mail": site.supportEmail]))</p></section>
                """
        }
    }
}
