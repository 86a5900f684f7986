// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Rights
import Values
import Vault

extension Desk {
    /// Where one looks for a customer by address: exactly as typed, for a purpose, and on the record.
    func customersPage(
        _ form: Form, isNobody: Bool = false, status: HTTPResponse.Status = .ok
    ) -> Response {
        page(
            say("console.customers.title"), in: .orders, status: status,
            """
            \(sheet.backLink(say("console.orders.title"), to: path(.orders)))
            \(sheet.heading(say("console.customers.title"), lead: say("console.customers.lead")))
            \(if: isNobody, sheet.banner(
                .notice, title: say("console.customers.nobody"), text: "\(say("console.customers.nobody-hint"))"))
            <div class="console-narrow">\(sheet.form(path("/customers"), showing: form, """
                \(sheet.field(
                    Field(
                        "email", say("console.customers.email"), kind: .email, hint: say("console.customers.email-hint"),
                        autocomplete: "off", limit: 254), in: form))
                \(purposeChoice(form))<p class="actions">\(sheet.button(say("console.customers.find"), icon: .search))</p>
                """))</div>
            """)
    }

    /// One customer: what they bought and one timeline of all that happened.
    func customerPage(_ view: CustomerView) -> Response {
        let history = view.history
        return page(
            say("console.customer.title"), in: .orders,
            """
            \(sheet.backLink(say("console.orders.title"), to: path(.orders)))
            \(sheet.heading(say("console.customer.title"), lead: say("console.customer.lead")))
            <p data-customer="\(history.purchases.count)">\(sheet.personChip(
                "", opened: history.email.expose(), purpose: name(of: view.purpose)))</p>
            \(sheet.facts(figures(of: history)))
            <div class="console-order"><div class="console-column">
            \(sheet.card(title: say("console.customer.timeline"), sheet.timeline(timeline(of: view))))
            </div><div class="console-column">
            \(sheet.card(title: say("console.customer.orders"), orders(of: history)))
            \(sheet.card(title: say("console.customer.requests"), requests(view.requests)))
            </div></div>
            """)
    }

    private func figures(of history: CustomerHistory) -> [(name: String, value: HTML)] {
        let paid = history.purchases.map(\.order).filter { $0.state.isSold }
        let spent = Currency.allCases.compactMap { currency -> String? in
            let amounts = paid.map(\.amount).filter { $0.currency == currency }
            return amounts.isEmpty ? nil : sheet.price(amounts.reduce(.zero(currency), +))
        }
        var facts: [(name: String, value: HTML)] = [
            (say("console.customer.count"), "<strong>\(paid.count)</strong> / \(history.purchases.count)"),
            (say("console.customer.spent"), "<strong>\(spent.isEmpty ? "–" : spent.joined(separator: " + "))</strong>"),
        ]
        if let first = history.purchases.first {
            facts.append((say("console.customer.since"), sheet.date(first.order.placedAt)))
        }
        return facts
    }

    private func orders(of history: CustomerHistory) -> HTML {
        let lines = history.purchases.reversed().map { purchase -> HTML in
            let order = purchase.order
            return """
                <li><span>\(sheet.link(order.number.text, to: path("/orders/\(order.id)")))\
                <span class="hint">\(purchase.lines.first?.name[language])</span></span>\
                <span>\(badge(of: order.state)) <span class="number">\(sheet.price(order.amount))</span></span></li>
                """
        }
        return "<ul class=\"console-lines\">\(lines)</ul>"
    }

    private func requests(_ requests: [RightsRequest]) -> HTML {
        guard !requests.isEmpty else { return "<p class=\"hint\">\(say("console.customer.no-requests"))</p>" }
        let lines = requests.map { request -> HTML in
            """
            <li><span>\(say("console.request.\(request.state)", [:]))<span class="hint">\(sheet.time(request.askedAt))</span></span>\
            <span class="hint">\(if: request.concludedAt == nil, "\(say("console.request.due")) \(sheet.date(request.dueAt))")</span></li>
            """
        }
        return "<ul class=\"console-lines\">\(lines)</ul>"
    }
}

/// The one timeline: orders with their mails and payments, what left and to whom, who of ours looked, what was asked about data.
extension Desk {
    private static let shown = 400

    private func timeline(of view: CustomerView) -> [TimelineEntry] {
        let all =
            view.history.purchases.flatMap(entries) + view.history.disclosures.map(entry) + view.accesses.map(entry)
            + view.requests.flatMap(entries)
        return Array(all.sorted { ($0.at ?? now) > ($1.at ?? now) }.prefix(Self.shown))
    }

    private func entries(of purchase: CustomerHistory.Purchase) -> [TimelineEntry] {
        let order = purchase.order
        let link = sheet.link(order.number.text, to: path("/orders/\(order.id)"))
        let placed = TimelineEntry(
            at: order.placedAt, say("console.happened.placed"), detail: "\(link) · \(sheet.price(order.amount))",
            tone: .notable)
        return [placed]
            + purchase.events.map { event in
                TimelineEntry(
                    at: event.at, say(code: event.kind, under: "console.happened."),
                    detail:
                        "\(link) · \(say(code: event.actor.rawValue, under: "console.actor."))\(detail(event.detail))",
                    tone: event.state.tone)
            }
    }

    private func entry(of disclosure: ConcludedDisclosure) -> TimelineEntry {
        TimelineEntry(
            at: disclosure.record.at,
            say("console.customer.given", ["recipient": name(of: disclosure.record.recipient)]),
            detail: "\(names(of: disclosure.record.categories)) · \(name(of: disclosure.record.purpose))",
            tone: disclosure.state == .answered ? .neutral : disclosure.state.tone)
    }

    private func entry(of access: Access) -> TimelineEntry {
        let who = access.isOwn ? say("console.access.you") : access.name ?? say("console.access.colleague")
        return TimelineEntry(
            at: access.at, say("console.customer.opened", ["who": who]),
            detail: "<span data-access=\"\(access.purpose?.rawValue ?? "")\">\(access.purpose.map(name))</span>",
            tone: .neutral)
    }

    private func entries(of request: RightsRequest) -> [TimelineEntry] {
        let asked = TimelineEntry(at: request.askedAt, say("console.request.asked"), tone: .notable)
        let proven = request.verifiedAt.map { TimelineEntry(at: $0, say("console.request.verified"), tone: .waiting) }
        let done = request.concludedAt.map { TimelineEntry(at: $0, say("console.request.carriedOut"), tone: .good) }
        return [asked, proven, done].compactMap { $0 }
    }
}

extension OrderState {
    /// Whether its money is the shop's now.
    var isSold: Bool {
        switch self {
        case .paid, .held, .delivering, .delivered, .needsAttention: true
        case .awaitingPayment, .refunding, .refunded, .cancelled, .expired, .frozen: false
        }
    }
}
