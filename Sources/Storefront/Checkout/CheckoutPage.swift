// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// One page, one column: what is bought, the two things we ask, who takes the money and what happens then.
    func checkoutPage(_ checkout: CheckoutModel) -> HTML {
        let total = price(checkout.total)
        return shopPage(
            PageHead(title: text("storefront.checkout.title"), isPublic: false),
            main: """
                <div class="wrap narrow checkout">\(heading(text("storefront.checkout.title")))\(cookiesBlockedNote)
                \(if: checkout.isGatewayDown, banner(
                    .problem, title: text("storefront.checkout.gateway-down"),
                    text: "\(text("storefront.checkout.gateway-down-text"))"))
                \(orderSummary(
                    lines: checkout.lines.map(summaryLine) + discountLines(checkout), totalLabel: text("storefront.checkout.total"), total: total))
                <p class="soft small">\(text("storefront.plan.tax")) \(otherCurrency(checkout))</p>
                \(couponForm(checkout))
                \(form(path(.checkout) + (chosenCurrency.map { "?currency=\($0.rawValue)" } ?? ""), showing: checkout.form, id: "checkout", """
                    \(hiddenFields(checkout))\(problemWith("shown", in: checkout.form))
                    \(field(
                        Field(
                            "email", text("storefront.checkout.email"), kind: .email,
                            reason: checkout.policy.text(of: .emailField, in: language)?.plain,
                            autocomplete: "email", limit: 254), in: checkout.form))
                    \(ageQuestion(checkout))
                    \(waysToPay(checkout))
                    \(nextSteps(checkout))
                    <p class="soft small">\(rich(checkout.policy.text(of: .useBegins, in: language), of: checkout.policy)) \
                    \(text("storefront.checkout.immediate"))</p>
                    \(problemWith("policy", in: checkout.form))
                    <div class="pay-bar">\(button(text("storefront.checkout.pay", ["amount": total]), icon: .lock, isWide: true))</div>
                    """))
                </div>
                """)
    }

    private func summaryLine(_ line: WantedLines.Priced) -> (title: String, detail: String, amount: String) {
        let each = price(line.plan.price(in: currency))
        let detail =
            line.quantity == 1
            ? text("storefront.checkout.one")
            : text("storefront.checkout.several", ["count": String(line.quantity), "price": each])
        return (line.plan.name[language], detail, price(line.total(in: currency)))
    }

    /// Whoever pays in the other money gets the page anew in it.
    private func otherCurrency(_ checkout: CheckoutModel) -> HTML {
        let other: Currency = currency == .vnd ? .usd : .vnd
        return link(
            text(Text("places.pay-in.\(other.rawValue.lowercased())")),
            to: path("/checkout?\(checkout.lines.query)&currency=\(other.rawValue)"))
    }

    private func discountLines(_ checkout: CheckoutModel) -> [(title: String, detail: String, amount: String)] {
        checkout.coupon.takesOff.map { [discountLine(checkout.coupon.typed.uppercased(), $0)] } ?? []
    }

    private func hiddenFields(_ checkout: CheckoutModel) -> HTML {
        let lines = checkout.lines.map { line -> HTML in
            """
            <input type="hidden" name="plan" value="\(line.plan.slug)"><input type="hidden" name="quantity" value="\(line.quantity)">
            """
        }
        return """
            \(lines)<input type="hidden" name="policy" value="\(checkout.policy.version.hex)">\
            <input type="hidden" name="attempt" value="\(checkout.attempt.description)">\
            \(if: checkout.coupon.takesOff != nil, "<input type=\"hidden\" name=\"coupon\" value=\"\(checkout.coupon.typed)\">")\
            <input type="hidden" name="shown" value="\(checkout.total.minorUnits)">
            """
    }

    /// Never answered in advance: a declaration somebody did not make is none.
    private func ageQuestion(_ checkout: CheckoutModel) -> HTML {
        let id = Self.inputID("age")
        let problem = problemWith("age", in: checkout.form)
        let options = AgeAnswer.allCases.map { answer -> HTML in
            let label =
                switch answer {
                case .oldEnough: checkout.policy.text(of: .ageDeclaration, in: language)?.plain ?? answer.rawValue
                case .tooYoung: text("storefront.checkout.too-young", ["age": String(checkout.policy.minimumAge)])
                }
            return """
                <label class="radio-card"><input type="radio" name="age" value="\(answer.rawValue)" required\
                \(attribute: "id", answer == .oldEnough ? id : nil)\(flag: "checked", checkout.form["age"] == answer.rawValue)\
                \(attribute: "aria-invalid", problem == nil ? nil : "true")\
                \(attribute: "aria-describedby", problem == nil ? nil : "\(id)-problem")>\
                <span class="radio-text"><span>\(label)</span></span></label>
                """
        }
        return """
            <fieldset class="field radio-cards\(if: problem != nil, " invalid")"><legend>\(text("storefront.checkout.age"))</legend>\
            \(options)\(problem)</fieldset>
            """
    }

    private func problemWith(_ name: String, in form: Form) -> HTML? {
        form.problem(with: name).map { problem in
            """
            <p class="field-problem" id="\(Self.inputID(name))-problem">\(icon(.warning, size: .small))<span>\(text(problem))</span></p>
            """
        }
    }

    /// The one way there is, or a choice; each with what it means for one's data.
    private func waysToPay(_ checkout: CheckoutModel) -> HTML {
        guard !checkout.ways.isEmpty else {
            return banner(.problem, title: text("storefront.checkout.no-way", [:]), text: "")
        }
        guard checkout.ways.count > 1 else { return "\(checkout.ways.map { onlyWay($0, checkout) })" }
        let chosen = checkout.form.way(among: checkout.ways) ?? checkout.ways.first?.recipient
        let cards = checkout.ways.map { way -> HTML in
            """
            <label class="radio-card"><input type="radio" name="way" value="\(way.recipient.name)"\
            \(flag: "checked", way.recipient == chosen)><span class="radio-text"><strong>\(name(of: way))</strong>\
            <span class="soft small">\(rich(notice(of: way, checkout), of: checkout.policy))</span></span></label>
            """
        }
        return """
            <fieldset class="field radio-cards pay-with"><legend>\(text("storefront.checkout.pay-with"))</legend>\(cards)</fieldset>
            """
    }

    private func onlyWay(_ way: WayToPay, _ checkout: CheckoutModel) -> HTML {
        """
        <section class="pay-with"><h2>\(text("storefront.checkout.pay-with"))</h2>\
        <div class="pay-gateway">\(icon(.lock))<div><strong>\(checkout.policy.recipient(way.recipient)?.name ?? "")</strong>\
        <p class="soft small">\(rich(notice(of: way, checkout), of: checkout.policy))</p></div></div></section>
        """
    }

    private func notice(of way: WayToPay, _ checkout: CheckoutModel) -> RichText? {
        let kind: PolicyNotice =
            switch way.method {
            case .card: .paymentGateway
            case .bankTransfer: .bankTransfer
            }
        return checkout.policy.text(of: kind, in: language, about: way.recipient)
    }

    func name(of way: WayToPay) -> String { text("storefront.way.\(way.method.rawValue)", [:]) }

    private func nextSteps(_ checkout: CheckoutModel) -> HTML {
        let gateway = checkout.ways.first { $0.method == .card }.flatMap {
            checkout.policy.recipient($0.recipient)?.name
        }
        let pay =
            checkout.ways.contains { $0.method == .bankTransfer }
            ? text("storefront.checkout.next-pay-either", ["gateway": gateway ?? ""])
            : text("storefront.checkout.next-pay", ["gateway": gateway ?? ""])
        let items = [
            (pay, text("storefront.checkout.next-pay-time")),
            (text("storefront.checkout.next-mail"), text("storefront.checkout.next-mail-time")),
            (text("storefront.checkout.next-install"), text("storefront.checkout.next-install-time")),
        ].map { "<li><span>\($0.0)</span><span class=\"soft small\">\($0.1)</span></li>" as HTML }
        return """
            <section class="next"><h2>\(text("storefront.checkout.next"))</h2><ol>\(items)</ol></section>
            """
    }
}
