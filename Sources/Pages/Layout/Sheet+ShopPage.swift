// SPDX-License-Identifier: Apache-2.0

import Values

extension Sheet {
    /// A page of the shop or of a person's own pages: header with cart and language, main landmark, footer.
    package func shopPage(_ head: PageHead, main: HTML) -> HTML {
        document(
            head, as: .shop,
            body: """
                \(head.isCounted ? visitQuestion(isAsked: head.isPublic) : nil)
                <header class="shop-header"><div class="wrap">
                <a class="brand" href="\(path(.home))">\(brandMark)<span>\(site.name)</span></a>
                \(if: site.hasShop, shopNavigation)
                \(if: head.hasPrices && site.hasShop, currencySwitch)\(languageSwitch)
                \(if: site.hasShop, cartLink)
                </div></header>
                <main id="main" tabindex="-1">\(main)</main>
                \(shopFooter(head))
                \(if: site.hasChat, chatScript)
                """)
    }

    private var shopNavigation: HTML {
        """
        <nav class="shop-nav" aria-label="\(text("layout.nav.label"))">
        \(navigationLink(.destinations, "layout.nav.destinations"))
        \(navigationLink(.orders, "layout.nav.orders"))
        </nav>
        """
    }

    /// The chat, loaded after everything else; it draws itself and keeps nothing before it is opened.
    private var chatScript: HTML {
        "<script type=\"module\" src=\"\(assets.url("widget.js"))\" fetchpriority=\"low\"></script>"
    }

    /// The languages of the site, each leading to this same page.
    package var languageSwitch: HTML {
        let links = site.languages.map { other -> HTML in
            let name = Self.name(of: other)
            return other == language
                ? "<span aria-current=\"true\" lang=\"\(other.rawValue)\" title=\"\(name)\">\(Self.shortName(of: other))</span>"
                : """
                <a href="\(path(in: other))" data-set-language="\(other.rawValue)" hreflang="\(other.rawValue)" \
                lang="\(other.rawValue)" title="\(name)" \
                aria-label="\(name)">\(Self.shortName(of: other))</a>
                """
        }
        return "<div class=\"languages\" role=\"group\" aria-label=\"\(text("layout.languages"))\">\(links)</div>"
    }

    /// The moneys of the shop. With scripts the choice changes what is seen and stays in this browser; without them the
    /// address says it.
    package var currencySwitch: HTML {
        let links = Currency.allCases.map { other -> HTML in
            """
            <a href="?currency=\(other.rawValue)" data-set-currency="\(other.rawValue)" rel="nofollow" \
            title="\(text(Text("layout.currency.\(other.rawValue.lowercased())")))"\
            \(attribute: "aria-current", other == currency ? "true" : nil)>\(other == .vnd ? "₫" : "$")\
            <span class="hidden">\(text(Text("layout.currency.\(other.rawValue.lowercased())")))</span></a>
            """
        }
        return
            "<div class=\"languages currencies\" role=\"group\" aria-label=\"\(text("layout.currencies"))\">\(links)</div>"
    }

    private static func name(of language: Language) -> String {
        switch language {
        case .vietnamese: "Tiếng Việt"
        case .english: "English"
        }
    }

    private static func shortName(of language: Language) -> String {
        switch language {
        case .vietnamese: "VI"
        case .english: "EN"
        }
    }

    private func navigationLink(_ place: Place, _ label: Text) -> HTML {
        let isHere = path == place.rawValue
        return "<a\(href: path(place))\(attribute: "aria-current", isHere ? "page" : nil)>\(text(label))</a>"
    }

    /// The count is filled in by the cart's script; without scripts there is no cart and the link explains it.
    private var cartLink: HTML {
        """
        <a class="cart-link" href="\(path(.cart))" aria-label="\(text("layout.cart"))" \
        data-cart-label="\(text("layout.cart-count"))">\
        \(icon(.bag))<span class="cart-count" data-cart-count hidden></span></a>
        """
    }

    private var shopLinks: HTML {
        """
        <a href="\(path(.orders))">\(text("layout.footer.orders"))</a>
        <a href="\(path(.phones))">\(text("layout.footer.phones"))</a>
        """
    }

    private func shopFooter(_ head: PageHead) -> HTML {
        """
        <footer class="shop-footer"><div class="wrap">
        <p class="footer-promise">\(icon(.shield))<span>\(text("layout.footer.promise"))</span></p>
        <nav aria-label="\(text("layout.footer.label"))">
        <a href="\(path(.privacy))">\(text("layout.footer.privacy"))</a>
        <a href="\(path(.myData))">\(text("layout.footer.my-data"))</a>
        \(if: site.hasShop, shopLinks)
        <a href="\(path(.contact))">\(text("layout.footer.contact"))</a>
        <a href="\(path(.cookies))">\(text("layout.footer.cookies"))</a>
        </nav>
        \(if: head.hasPrices && site.hasShop, currencySwitch)
        \(privacySignalNote)
        <p class="footer-contact">\(site.name) · <a href="mailto:\(site.supportEmail)">\(site.supportEmail)</a></p>
        </div></footer>
        """
    }
}
