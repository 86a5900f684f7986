// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension StorefrontRoutes {
    /// The same page for everybody: it holds what every plan's line needs, and the script shows those that are in this browser's
    /// cart. What is in a cart is the server's business with the checkout and not before.
    @Sendable func cartPage(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let plans = catalogue.plans.filter { !catalogue.isSoldOut($0.slug) }
        return Response.page(context.sheet.cartPage(plans), keptBy: .anybody)
    }
}

extension Sheet {
    /// Without scripts the page says how to buy all the same.
    func cartPage(_ plans: [Plan]) -> HTML {
        shopPage(
            PageHead(
                title: text("storefront.cart.title"), description: text("storefront.cart.lead"), isPublic: false,
                hasPrices: true),
            main: """
                <div class="wrap narrow">\(heading(text("storefront.cart.title")))\(cookiesBlockedNote)
                <div class="cart" data-cart\(moneyForms) aria-live="polite" aria-busy="true">\
                <div class="cart-waiting">\(skeleton(lines: 3))</div></div>
                \(cartParts(plans))
                <noscript>\(banner(
                    .notice, title: text("storefront.cart.no-script"),
                    text: "\(text("storefront.cart.no-script-text"))",
                    action: link(text("storefront.cart.browse"), to: path(.plans))))</noscript>
                <p class="soft small cart-note">\(text("storefront.cart.note"))</p>
                </div>
                """)
    }

    /// How money is written here, for the script: `#` stands for the number.
    private var moneyForms: HTML {
        let forms = Currency.allCases.map { currency -> HTML in
            let one = Money(minorUnits: currency.fractionDigits == 0 ? 1 : 100, currency: currency)
            let number = currency.fractionDigits == 0 ? "1" : (language == .vietnamese ? "1,00" : "1.00")
            let form = price(one).replacing(number, with: "#")
            return " data-\(currency.rawValue.lowercased())=\"\(form)\""
        }
        let (group, point) = language == .vietnamese ? (".", ",") : (",", ".")
        return "\(forms) data-group=\"\(group)\" data-point=\"\(point)\""
    }

    private func cartParts(_ plans: [Plan]) -> HTML {
        let offers = plans.map { plan -> HTML in
            """
            <a href="\(path(to: plan))" data-plan="\(plan.slug)" data-vnd="\(plan.prices[.vnd].minorUnits)" \
            data-usd="\(plan.prices[.usd].minorUnits)">\(plan.name[language])</a>
            """
        }
        return """
            <template data-cart-offers>\(offers)</template>
            <template data-cart-nothing>\(emptyState(
                .bag, title: text("storefront.cart.empty"), text: text("storefront.cart.empty-text"),
                action: linkButton(text("storefront.cart.browse"), to: path(.plans), kind: .primary)))</template>
            <template data-cart-line>\(cartLine)</template>
            <template data-cart-gone>\(goneLine)</template>
            <template data-cart-end><p class="cart-total"><span>\(text("storefront.checkout.total"))</span> \
            <strong class="price">\(emptyAmounts)</strong></p>
            <p class="soft small">\(text("storefront.plan.tax"))</p>
            <p class="actions">\(linkButton(
                text("storefront.cart.checkout"), to: checkoutPath(""), kind: .primary, isWide: true))</p></template>
            """
    }

    private var emptyAmounts: HTML {
        "\(Currency.allCases.map { "<span class=\"in-\($0.rawValue.lowercased())\"></span>" as HTML })"
    }

    private var cartLine: HTML {
        """
        <li><div class="cart-text"><strong data-cart-name></strong>\
        <span class="soft small" data-cart-unit>\(emptyAmounts)</span></div>
        <div class="quantity" role="group" aria-label="\(text("storefront.cart.quantity", ["plan": "{plan}"]))">\
        \(cartButton("less", .minus, "storefront.cart.less"))\
        \(cartButton("none", .trash, "storefront.cart.remove"))\
        <span class="quantity-count"></span>\
        \(cartButton("more", .plus, "storefront.cart.more"))</div>
        <strong class="price">\(emptyAmounts)</strong></li>
        """
    }

    private func cartButton(_ name: String, _ symbol: Icon, _ label: String) -> HTML {
        """
        <button type="button" class="button quiet" data-\(name) \
        aria-label="\(text(label, ["plan": "{plan}"]))">\(icon(symbol))</button>
        """
    }

    private var goneLine: HTML {
        """
        <li><div class="cart-text"><strong data-cart-name></strong>\
        <span class="soft small">\(text("storefront.cart.gone"))</span></div>\
        <button type="button" class="button quiet" data-count="0">\(icon(.trash))\
        <span>\(text("storefront.cart.remove-it"))</span></button></li>
        """
    }
}
