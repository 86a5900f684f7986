// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

/// A coupon at the checkout: what was typed, and what came of it.
struct CheckoutCoupon {
    let typed: String
    let takesOff: Money?
    let problem: Text?

    static let none = CheckoutCoupon(typed: "", takesOff: nil, problem: nil)
}

extension StorefrontRoutes {
    /// What a code takes off these lines. Whoever tries many is asked to wait: codes are not for guessing.
    func look(
        at typed: String, on lines: [WantedLines.Priced], _ services: StorefrontServices, _ context: PageContext
    ) async throws -> CheckoutCoupon {
        let code = String(typed.prefix(60)).trimmingSpaces()
        guard !code.isEmpty, !lines.isEmpty else { return .none }
        if case .wait(let seconds) = tryingCoupons.ask(context.remoteAddress) {
            let minutes = String((seconds + 59) / 60)
            return CheckoutCoupon(typed: code, takesOff: nil, problem: Text("places.coupon.wait", ["minutes": minutes]))
        }
        let sheet = context.sheet
        let items = lines.map {
            Coupon.Item(destination: $0.plan.destination.slug, total: $0.total(in: sheet.currency))
        }
        switch try await services.shop.tryCoupon(code, on: items, in: sheet.currency) {
        case .takesOff(let money): return CheckoutCoupon(typed: code, takesOff: money, problem: nil)
        case .refused(let refusal):
            return CheckoutCoupon(typed: code, takesOff: nil, problem: refusal.words(on: sheet))
        }
    }
}

extension CouponRefusal {
    func words(on sheet: Sheet) -> Text {
        switch self {
        case .noSuchCode: "places.coupon.no-such-code"
        case .belowMinimum(let least): Text("places.coupon.below-minimum", ["amount": sheet.price(least)])
        case .elsewhere: "places.coupon.elsewhere"
        case .usedByBuyer: "places.coupon.used"
        }
    }
}

extension Sheet {
    func discountLine(_ code: String, _ amount: Money) -> (title: String, detail: String, amount: String) {
        (text("places.coupon.line", ["code": code]), "", "−" + price(amount))
    }

    /// A form of its own above the one that orders: it shows the same page anew with what the code takes off.
    func couponForm(_ checkout: CheckoutModel) -> HTML {
        let coupon = checkout.coupon
        let id = Self.inputID("coupon")
        let problem = coupon.problem.map { problem -> HTML in
            """
            <p class="field-problem" id="\(id)-problem">\(icon(.warning, size: .small))<span>\(text(problem))</span></p>
            """
        }
        let applied = coupon.takesOff.map { money -> HTML in
            """
            <p class="coupon-applied">\(icon(.checkCircle, size: .small))<span>\(text(
                "places.coupon.applied", ["amount": price(money)]))</span></p>
            """
        }
        let lines = checkout.lines.map { line -> HTML in
            """
            <input type="hidden" name="plan" value="\(line.plan.slug)"><input type="hidden" name="quantity" value="\(line.quantity)">
            """
        }
        let money: HTML? = chosenCurrency.map { "<input type=\"hidden\" name=\"currency\" value=\"\($0.rawValue)\">" }
        return """
            <details class="disclosure coupon"\(flag: "open", !coupon.typed.isEmpty)><summary>\(text("places.coupon.ask"))\(icon(.chevronDown))</summary>\
            <form method="get" action="\(path(.checkout))">\(lines)\(money)\
            <div class="field\(if: problem != nil, " invalid")"><label for="\(id)">\(text("places.coupon.label"))</label>\
            <div class="coupon-row"><input class="input" type="text" id="\(id)" name="coupon" value="\(coupon.typed)" maxlength="40" \
            autocomplete="off" autocapitalize="characters" spellcheck="false"\(attribute: "aria-invalid", problem == nil ? nil : "true")\
            \(attribute: "aria-describedby", problem == nil ? nil : "\(id)-problem")>\
            <button type="submit" class="button secondary">\(text("places.coupon.apply"))</button></div>\
            \(problem)\(applied)</div></form></details>
            """
    }
}
