// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// Everything a buyer needs of one order: how it stands, the eSIM to install, what is left, and what happened.
    func orderPage(_ model: OrderModel) -> HTML {
        let order = model.order
        let total = price(order.amount)
        return shopPage(
            PageHead(title: text("storefront.order.title", ["number": order.number.text]), isPublic: false),
            main: """
                <div class="wrap order" data-order-number="\(order.number.text)" data-total="\(total)" \
                data-state="\(order.watched)" data-standing="\(OrderStanding(order).key)"\(attribute: "data-watch", model.isWatched ? path("/orders/\(order.token)/state") : nil)\
                \(attribute: "data-cart-done", model.justBought.isEmpty ? nil : model.justBought.joined(separator: " "))>
                \(statusCard(model))
                <div class="pair"><div class="stack-wide">
                \(order.esims.enumerated().map { esimCard($0.element, number: $0.offset + 1, of: model) })
                \(order.toppedUpToken.map(toppedUpCard))
                \(section(text("storefront.order.happened"), timeline(timelineEntries(of: order))))
                </div>
                <aside class="pair-aside stack">\(receipt(model))</aside></div>
                </div>
                """)
    }

    /// The state in plain words, with its time and the one thing to do.
    private func statusCard(_ model: OrderModel) -> HTML {
        let order = model.order
        let due = order.transfer.map { price($0.instructions.amount) } ?? ""
        let state = order.state
        let standing = OrderStanding(order)
        let key = standing.key
        return """
            <section class="status \(standing.tone.rawValue)">
            <p class="status-line">\(badge(text("storefront.state.\(key).badge", [:]), standing.tone)) \
            <span class="soft small">\(time(order.changedAt))</span></p>
            <h1>\(text("storefront.state.\(key).title", [:]))</h1>
            <p class="lead">\(text("storefront.state.\(key).text", ["gateway": model.gateway, "mail": site.supportEmail, "missing": due]))</p>
            \(standing.stepsDone.map { stepper(steps(of: order, done: $0), current: $0) })
            \(order.transfer.map { transferCard($0, of: order) })
            \(order.heldUntil.map(heldLine))
            \(if: order.canPay, waitingActions(model))
            \(if: model.isMoving, reloadLine(order))
            \(if: state == .needsAttention || state == .frozen, contactLine(order))
            \(if: state == .cancelled || state == .expired || state == .refunded, "<p class=\"actions\">\(linkButton(text("storefront.cart.browse"), to: path(.plans), kind: .primary))</p>")
            </section>
            """
    }

    /// A step is named for what it is while it is ahead or goes on, and for what came of it once it is done.
    private func steps(of order: BuyerOrder, done: Int) -> [String] {
        let names: [Text] =
            switch order.kind {
            case .esim:
                [done > 2 ? "storefront.step.made" : "storefront.step.making", "storefront.step.install"]
            case .topUp:
                [done > 2 ? "storefront.step.added" : "storefront.step.adding", "storefront.step.use"]
            }
        let paid: Text = done > 1 ? "storefront.step.paid" : "storefront.step.pay"
        return [text("storefront.step.ordered"), text(paid)] + names.map { text($0) }
    }

    /// Few are left: until when these are kept for the buyer.
    private func heldLine(_ end: Instant) -> HTML {
        "<p class=\"soft small\" data-held>\(text("storefront.order.held-until")) \(time(end))</p>"
    }

    private func waitingActions(_ model: OrderModel) -> HTML {
        let order = model.order
        return """
            <div class="actions">
            \(otherWays(of: order).map { way in
                let amount = price(order.amount)
                let isMain = order.transfer == nil && way.method == .card
                return form(path("/orders/\(order.token)/payment"), """
                    <input type="hidden" name="way" value="\(way.recipient.name)">\
                    \(button(text("storefront.way.pay.\(way.method.rawValue)", ["amount": amount]), kind: isMain ? .primary : .secondary,
                        icon: isMain ? .lock : nil))
                    """)
            })
            \(if: order.canCancel, form(path("/orders/\(order.token)/cancellation"), button(
                text("storefront.order.cancel"), kind: .quiet)))
            </div>
            """
    }

    /// The ways to pay that are not under way already; part of the price that came by one is not asked for by another.
    private func otherWays(of order: BuyerOrder) -> [WayToPay] {
        guard let transfer = order.transfer else { return order.waysToPay }
        guard transfer.received.minorUnits == 0 else { return [] }
        return order.waysToPay.filter { $0.recipient != transfer.recipient }
    }

    private func reloadLine(_ order: BuyerOrder) -> HTML {
        """
        <p class="soft small reload">\(icon(.refresh, size: .small))<span>\(text("storefront.order.moving"))</span> \
        \(link(text("storefront.order.reload"), to: path("/orders/\(order.token)")))</p>
        """
    }

    private func contactLine(_ order: BuyerOrder) -> HTML {
        """
        <p class="actions">\(linkButton(
            text("storefront.order.write"), to: "mailto:\(site.supportEmail)?subject=\(order.number.text)", icon: .mail))</p>
        """
    }

    private func toppedUpCard(_ token: String) -> HTML {
        card(
            title: text("storefront.order.topped-up"),
            """
            <p>\(text("storefront.order.topped-up-text"))</p>
            <p class="actions">\(linkButton(
                text("storefront.order.topped-up-link"), to: path("/orders/\(token)"), kind: .primary, icon: .gauge))</p>
            """)
    }

    private func receipt(_ model: OrderModel) -> HTML {
        let order = model.order
        let lines = order.lines.map { line in
            (
                title: line.name[language], detail: text("storefront.order.count", ["count": String(line.quantity)]),
                amount: price(line.total)
            )
        }
        let off = order.discount.map { [discountLine($0.code, $0.amount)] } ?? []
        let version = order.acceptance.policyVersion
        return """
            \(card(title: text("storefront.order.receipt"), """
                \(facts([
                    (text("storefront.order.number"), "<span translate=\"no\">\(order.number.text)</span>"),
                    (text("storefront.order.placed"), time(order.placedAt)),
                ]))
                \(orderSummary(lines: lines + off, totalLabel: text("storefront.checkout.total"), total: price(order.amount)))
                \(order.partsBack.map { facts([(text("storefront.receipt.refunded"), "<span data-back>\(price($0))</span>")]) })
                <p class="soft small">\(wording.markup(
                    "storefront.order.accepted",
                    ["policy": link(text("storefront.order.accepted-link"), to: path("/privacy/versions/\(version)"))]))</p>
                \(if: order.state.wasPaid, receiptLink(order))
                """))
            \(card(title: text("storefront.order.keep"), """
                <p>\(text("storefront.order.keep-text"))</p>
                \(order.maskedEmail.map { addressLine($0, of: order) })
                \(resendForms(order))
                <p class="actions">\(linkButton(text("storefront.order.my-data"), to: path(.myData), kind: .quiet, icon: .shield))\
                \(linkButton(text("storefront.order.help"), to: path(.contact), kind: .quiet, icon: .question))</p>
                """))
            \(order.wantsNotices.map { noticesCard(order, areWanted: $0) })
            \(withdrawalCard(order))
            """
    }

    private func receiptLink(_ order: BuyerOrder) -> HTML {
        """
        <p class="actions">\(linkButton(
            text("storefront.receipt.open"), to: path("/orders/\(order.token)/receipt"), kind: .quiet, icon: .receipt))</p>
        """
    }

    /// Where mails go, and the way to have a slip of the finger put right.
    private func addressLine(_ masked: String, of order: BuyerOrder) -> HTML {
        """
        <p class="mail-address">\(icon(.mail, size: .small))<span>\(wording.markup(
            "storefront.correction.address", ["address": "<strong translate=\"no\">\(masked)</strong>"])) \
        \(link(text("storefront.correction.wrong"), to: path("/orders/\(order.token)/email")))</span></p>
        \(if: order.awaitsProof, "<p class=\"soft small\">\(text("storefront.correction.waiting"))</p>")
        """
    }

    private func resendForms(_ order: BuyerOrder) -> HTML {
        let buttons = order.mailsToResend.map { kind -> HTML in
            button(
                text("storefront.resend.\(kind.rawValue)", [:]), kind: .quiet, icon: .mail, name: "kind",
                value: kind.rawValue)
        }
        guard !buttons.isEmpty else { return "" }
        return form(path("/orders/\(order.token)/mails"), "<p class=\"actions\">\(buttons)</p>")
    }

    private func noticesCard(_ order: BuyerOrder, areWanted: Bool) -> HTML {
        let (now, next): (Text, Text) =
            areWanted
            ? ("storefront.notices.on", "storefront.notices.switch-off")
            : ("storefront.notices.off", "storefront.notices.switch-on")
        return card(
            title: text("storefront.notices.title"),
            """
            <p>\(text(now))</p>
            \(form(path("/orders/\(order.token)/notices"), """
                <input type="hidden" name="wanted" value="\(areWanted ? "no" : "yes")">\
                <p class="actions">\(button(text(next), kind: .quiet, icon: .bell))</p>
                """))
            """)
    }
}
