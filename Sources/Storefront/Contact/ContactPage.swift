// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// How to reach people, and what can be done without them.
    func contactPage() -> HTML {
        shopPage(
            PageHead(title: text("storefront.contact.title"), description: text("storefront.contact.lead")),
            main: """
                <div class="wrap narrow">\(heading(text("storefront.contact.title"), lead: text("storefront.contact.lead")))
                <div class="stack">
                \(card(title: text("storefront.contact.mail"), """
                    <p>\(text("storefront.contact.mail-text"))</p>
                    <p class="actions">\(linkButton(site.supportEmail, to: "mailto:\(site.supportEmail)", kind: .primary, icon: .mail, isWide: true))</p>
                    <p class="soft small">\(text("storefront.contact.mail-card"))</p>
                    """))
                \(card(title: text("storefront.contact.yourself"), """
                    <ul class="bullets"><li>\(link(text("storefront.contact.order"), to: path(.orders)))</li>\
                    <li>\(link(text("storefront.contact.data"), to: path(.myData)))</li>\
                    <li>\(link(text("storefront.contact.policy"), to: path(.privacy)))</li></ul>
                    """))
                </div></div>
                """)
    }
}
