// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

extension Sheet {
    /// For somebody below the age: kind, and without anything they typed.
    func tooYoungPage(_ policy: Policy) -> HTML {
        shopPage(
            PageHead(title: text("storefront.young.title"), isPublic: false),
            main: """
                <div class="wrap narrow"><section class="empty-state">\(icon(.heart, size: .large))
                <h1>\(text("storefront.young.title"))</h1>
                <p>\(rich(policy.text(of: .underAge, in: language), of: policy))</p>
                <p class="soft small">\(text("storefront.young.wait"))</p>
                <p class="actions">\(linkButton(text("storefront.young.home"), to: path(.home)))</p>
                </section></div>
                """)
    }

    /// Others were faster. Nothing was ordered and nothing charged.
    func soldOutPage(_ plan: String, left: Int) -> HTML {
        let words = left > 0 ? "storefront.sold-out.fewer" : "storefront.sold-out.text"
        return shopPage(
            PageHead(title: text("storefront.sold-out.title"), isPublic: false),
            main: """
                <div class="wrap narrow"><section class="empty-state" data-sold-out="\(left)">\(icon(.compass, size: .large))
                <h1>\(text("storefront.sold-out.title"))</h1>\
                <p>\(text(words, ["plan": plan, "count": String(left)]))</p>
                <p class="actions">\(linkButton(text("storefront.cart.browse"), to: path(.plans), kind: .primary))\
                \(linkButton(text("storefront.gone.cart"), to: path(.cart)))</p></section></div>
                """)
    }

    /// A plan that was in a cart or an old link and is not on sale.
    func planGonePage() -> HTML {
        shopPage(
            PageHead(title: text("storefront.gone.title"), isPublic: false),
            main: """
                <div class="wrap narrow"><section class="empty-state">\(icon(.compass, size: .large))
                <h1>\(text("storefront.gone.title"))</h1><p>\(text("storefront.gone.text"))</p>
                <p class="actions">\(linkButton(text("storefront.cart.browse"), to: path(.plans), kind: .primary))\
                \(linkButton(text("storefront.gone.cart"), to: path(.cart)))</p></section></div>
                """)
    }
}
