// SPDX-License-Identifier: Apache-2.0

import Pages

extension Sheet {
    /// The frame of the cart. What is in it lives in the browser, so a script asks for the lines; without scripts the
    /// page says how to buy all the same.
    func cartPage() -> HTML {
        shopPage(
            PageHead(
                title: text("storefront.cart.title"), description: text("storefront.cart.lead"), isPublic: false,
                hasPrices: true),
            main: """
                <div class="wrap narrow">\(heading(text("storefront.cart.title")))\(cookiesBlockedNote)
                <div class="cart" data-cart-lines="\(path("/cart/lines"))" aria-live="polite" aria-busy="true">\
                <div class="cart-waiting">\(skeleton(lines: 3))</div></div>
                <noscript>\(banner(
                    .notice, title: text("storefront.cart.no-script"),
                    text: "\(text("storefront.cart.no-script-text"))",
                    action: link(text("storefront.cart.browse"), to: path(.plans))))</noscript>
                <p class="soft small cart-note">\(text("storefront.cart.note"))</p>
                </div>
                """)
    }

    /// The lines of a cart, to be put into its frame.
    func cartLines(_ cart: CartModel) -> HTML {
        guard !cart.lines.isEmpty || !cart.missing.isEmpty else {
            return emptyState(
                .bag, title: text("storefront.cart.empty"), text: text("storefront.cart.empty-text"),
                action: linkButton(text("storefront.cart.browse"), to: path(.plans), kind: .primary))
        }
        return """
            <ul class="cart-lines">\(cart.lines.map(cartLine))\(cart.missing.map(missingLine))</ul>
            \(if: !cart.lines.isEmpty, """
                <p class="cart-total"><span>\(text("storefront.checkout.total"))</span> <strong class="price">\(cart.total)</strong></p>
                <p class="soft small">\(text("storefront.plan.tax"))</p>
                <p class="actions">\(linkButton(
                    text("storefront.cart.checkout"), to: cart.checkoutPath, kind: .primary, isWide: true))</p>
                """)
            """
    }

    private func cartLine(_ line: CartModel.Line) -> HTML {
        """
        <li data-cart-set="\(line.slug)"><div class="cart-text"><strong>\(link(line.name, to: line.path))</strong>\
        <span class="soft small">\(line.unitPrice)</span></div>
        <div class="quantity" role="group" aria-label="\(text("storefront.cart.quantity", ["plan": line.name]))">\
        \(cartButton(line, count: line.quantity - 1, .minus, "storefront.cart.less"))\
        <span class="quantity-count">\(line.quantity)</span>\
        \(cartButton(line, count: line.quantity + 1, .plus, "storefront.cart.more"))</div>
        <strong class="price">\(line.total)</strong></li>
        """
    }

    private func cartButton(_ line: CartModel.Line, count: Int, _ symbol: Icon, _ label: Text) -> HTML {
        let isLast = count == 0
        let words = isLast ? text("storefront.cart.remove", ["plan": line.name]) : text(label)
        return """
            <button type="button" class="button quiet" data-count="\(count)" \
            id="\(symbol.rawValue)-\(line.slug)" aria-label="\(words)">\(icon(isLast ? .trash : symbol))</button>
            """
    }

    private func missingLine(_ slug: String) -> HTML {
        """
        <li data-cart-set="\(slug)"><div class="cart-text"><strong>\(slug)</strong>\
        <span class="soft small">\(text("storefront.cart.gone"))</span></div>\
        <button type="button" class="button quiet" data-count="0">\(icon(.trash))\
        <span>\(text("storefront.cart.remove-it"))</span></button></li>
        """
    }
}
