// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy

extension Desk {
    func orderPage(
        _ view: OrderView, form: Form = Form(), opened: Opened? = nil, note: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let order = view.order.order
        return page(
            order.number.text, in: .orders, status: status,
            """
            \(sheet.backLink(say("console.orders.title"), to: path(.orders)))
            <div class="console-order-head"><h1>\(order.number.text)</h1>\(badge(of: order.state))</div>
            <p class="lead">\(sheet.price(order.amount)) · \(sheet.time(order.placedAt))</p>
            \(openAttentions(view.order))
            <div class="console-order">
            <div class="console-column">
            \(reviewCard(view.order, form: form, note: note))
            \(disputeCards(view.order))
            \(actionsCard(view.order, form: form))
            \(linesCard(view.order))
            \(sheet.card(title: say("console.order.timeline"), timeline(of: view.order)))
            </div>
            <div class="console-column">
            \(buyerCard(view, form: form, opened: opened))
            \(esimsCard(view.order))
            \(mailsCard(view.order))
            </div>
            </div>
            <section class="console-wide"><h2>\(say("console.order.disclosures"))</h2>
            <p class="hint">\(say("console.order.disclosures-hint"))</p>
            \(disclosureTable(view.order.disclosures))</section>
            """)
    }

    private func openAttentions(_ order: StaffOrder) -> HTML {
        let open = order.attentions.filter { $0.resolvedAt == nil }
        // What is done about a stuck order also settles what stands open about it.
        let isStuck = order.order.state == .needsAttention
        let banners = open.map { attention -> HTML in
            let since: HTML = "\(say("console.attention.since")) \(sheet.time(attention.raisedAt))"
            let banner = sheet.banner(
                .problem, title: say(attention.reason.words), text: since + detail(attention.detail),
                action: isStuck ? "<p>\(say("console.attention.below"))</p>" : resolution(of: attention))
            return """
                <div class="console-attention" data-attention="\(attention.reason.rawValue)">\(banner)</div>
                """
        }
        return "\(banners)"
    }

    private func linesCard(_ order: StaffOrder) -> HTML {
        let lines = order.lines.map { line -> HTML in
            let count = line.quantity > 1 ? "\(line.quantity) × \(sheet.price(line.unitPrice))" : ""
            return """
                <li><span>\(line.name[language])\(if: !count.isEmpty, "<span class=\"hint\">\(count)</span>")</span>\
                <span class="number">\(sheet.price(line.total))</span></li>
                """
        }
        var facts: [(name: String, value: HTML)] = [
            (say("console.order.total"), "<strong>\(sheet.price(order.order.amount))</strong>")
        ]
        facts += order.payments.map { payment in
            (
                say("console.order.payment", ["number": String(payment.attempt)]),
                "\(say(code: payment.state.rawValue, under: "console.payment."))"
            )
        }
        facts += order.refunds.map { refund in
            (
                say("console.order.refund"),
                "\(sheet.price(refund.amount)) · \(say(code: refund.state.rawValue, under: "console.refund-state."))\(detail(refund.problem))"
            )
        }
        facts.append(
            (
                say("console.order.policy"),
                sheet.link(
                    String(order.order.acceptance.policyVersion.prefix(12)),
                    to: sheet.path("/privacy/versions/\(order.order.acceptance.policyVersion)"))
            ))
        let off = order.discount.map { discount -> HTML in
            """
            <li><span>\(say("places.coupon.line", ["code": discount.code]))</span>\
            <span class="number">−\(sheet.price(discount.amount))</span></li>
            """
        }
        return sheet.card(
            title: say("console.order.lines"), "<ul class=\"console-lines\">\(lines)\(off)</ul>\(sheet.facts(facts))")
    }

    private func timeline(of order: StaffOrder) -> HTML {
        let happened = order.timeline.map { event in
            TimelineEntry(
                at: event.at, say(code: event.kind, under: "console.happened."),
                detail: "\(say(code: event.actor.rawValue, under: "console.actor."))\(detail(event.detail))",
                tone: event.state.tone)
        }
        let placed = TimelineEntry(
            at: order.order.placedAt, say("console.happened.placed"), detail: "\(say("console.actor.buyer"))",
            tone: .notable)
        return sheet.timeline([placed] + happened)
    }

    private func esimsCard(_ order: StaffOrder) -> HTML {
        let esims = order.esims.map { esim -> (name: String, value: HTML) in
            let used = sheet.dataSize(bytes: esim.status.usedBytes)
            let total = sheet.dataSize(bytes: esim.status.totalBytes)
            return (say(code: esim.status.state.rawValue, under: "console.esim."), "\(used) / \(total)")
        }
        let supplies = order.supplies.map { supply -> (name: String, value: HTML) in
            let state = say(code: supply.state.rawValue, under: "console.supply.")
            let tries = say("console.order.tries", ["count": String(supply.tries)])
            return (
                say("console.order.supply"),
                "\(name(of: supply.supplier)): \(state)\(if: supply.tries > 0, " · \(tries)")\(detail(supply.problem))"
            )
        }
        guard !esims.isEmpty || !supplies.isEmpty else { return "" }
        return sheet.card(title: say("console.order.esims"), sheet.facts(supplies + esims))
    }

    private func mailsCard(_ order: StaffOrder) -> HTML {
        guard !order.mails.isEmpty else { return "" }
        let mails = order.mails.map { mail -> (name: String, value: HTML) in
            let state = say(code: mail.state.rawValue, under: "console.mail.")
            return (
                say(code: mail.kind.rawValue, under: "console.mail-kind."), "\(state) · \(sheet.time(mail.changedAt))"
            )
        }
        return sheet.card(title: say("console.order.mails"), sheet.facts(mails))
    }
}
