// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// The first page of a business that sells nothing here: who it is, where its people sign in, and what it does with data.
    func frontPage(_ tagline: String) -> HTML {
        shopPage(
            PageHead(title: tagline, description: text("storefront.front.description", ["business": site.name])),
            main: """
                <div class="wrap prose">
                \(heading(tagline, lead: text("storefront.front.lead", ["business": site.name])))
                <p class="actions">\(linkButton(
                    text("storefront.front.sign-in"), to: path(.console), kind: .primary, icon: .person))\
                \(linkButton(text("storefront.front.policy"), to: path(.privacy), icon: .shield))</p>
                </div>
                """)
    }
}
