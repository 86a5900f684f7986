// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// Where a buyer who lost the link to an order has it mailed again.
    func findOrderPage(_ form: Form) -> HTML {
        shopPage(
            PageHead(title: text("storefront.find.title"), description: text("storefront.find.lead")),
            main: """
                <div class="wrap narrow">\(heading(text("storefront.find.title"), lead: text("storefront.find.lead")))
                <div class="stack-wide">
                \(section(text("storefront.find.again"), self.form(path(.orders), showing: form, """
                    \(field(
                        Field(
                            "email", text("storefront.find.email"), kind: .email,
                            hint: text("storefront.find.email-hint"), autocomplete: "email", limit: 254), in: form))
                    <p class="actions">\(button(text("storefront.find.send"), icon: .mail, isWide: true))</p>
                    """)))
                \(section(text("storefront.find.where"), steps([
                    (text("storefront.find.mail"), text("storefront.find.mail-text", ["business": site.name])),
                    (text("storefront.find.spam"), text("storefront.find.spam-text", ["mail": site.supportEmail])),
                    (text("storefront.find.lost"), text("storefront.find.lost-text")),
                ])))
                <p class="actions">\(linkButton(
                    text("storefront.find.write"), to: "mailto:\(site.supportEmail)", icon: .mail))\
                \(linkButton(text("storefront.find.my-data"), to: path(.myData), icon: .shield))</p>
                <p class="soft small">\(text("storefront.find.why"))</p></div></div>
                """)
    }

    /// The same whether anything was bought with the address or not.
    func orderLinksAskedPage() -> HTML {
        shopPage(
            PageHead(title: text("storefront.find.asked-title"), description: text("storefront.find.lead")),
            main: """
                <div class="wrap narrow">\(emptyState(
                    .mail, title: text("storefront.find.asked-title"), text: text("storefront.find.asked-text"),
                    action: linkButton(text("storefront.find.asked-back"), to: path(.home))))</div>
                """)
    }
}
