// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    func ordersPage(_ list: OrderList) -> Response {
        let tabs = OrderGroup.allCases.map { group in
            let count = list.counts[group, default: 0]
            return (title: count > 0 ? "\(say(group.name)) (\(count))" : say(group.name), path: path(to: group))
        }
        return page(
            say("console.orders.title"), in: .orders,
            """
            \(sheet.heading(say("console.orders.title"), lead: say("console.orders.lead")))
            \(attentionList(waiting.attentions))
            <div class="console-tools">\(sheet.searchBox(
                path(.orders), name: "number", label: say("console.orders.search"),
                placeholder: say("console.orders.search-hint"), value: list.typed))
            \(sheet.linkButton(say("console.orders.by-email"), to: path("/customers"), kind: .quiet, icon: .mail))</div>
            \(sheet.tabs(say("console.orders.filter"), tabs, current: list.typed.isEmpty ? path(to: list.group) : ""))
            \(sheet.table(say("console.orders.title"), columns: columns, rows: list.orders.map(row), empty: emptyList(list)))
            \(if: list.hasMore, nextPage(list))
            """)
    }

    private func path(to group: OrderGroup) -> String {
        group == .all ? path(.orders) : path(.orders) + "?state=\(group.rawValue)"
    }

    private var columns: [Column] {
        [
            Column(say("console.orders.number")), Column(say("console.orders.plan")),
            Column(say("console.orders.state")), Column(say("console.orders.buyer")),
            Column(say("console.orders.placed")), Column(say("console.orders.amount"), isNumber: true),
        ]
    }

    private func row(_ order: ListedOrder) -> [HTML] {
        let isStuck = order.state == .needsAttention || order.state == .frozen
        let more: HTML = """
             <span class="hint">\(say("console.orders.more", ["count": String(order.lineCount - 1)]))</span>
            """
        return [
            sheet.link(order.number.text, to: path("/orders/\(order.id)")),
            "<span>\(order.plan[language])\(if: order.lineCount > 1, more)</span>",
            "<span\(attribute: "data-attention", isStuck ? order.state.rawValue : nil)>\(badge(of: order.state))</span>",
            order.isErased
                ? sheet.badge(say("console.buyer.erased"), .neutral) : sheet.personChip("", opening: nil),
            "<span>\(sheet.time(order.placedAt))</span>", "<span>\(sheet.price(order.amount))</span>",
        ]
    }

    func badge(of state: OrderState) -> HTML { sheet.badge(say(state.name), state.tone) }

    private func emptyList(_ list: OrderList) -> HTML {
        let back = sheet.linkButton(say("console.orders.show-all"), to: path(.orders))
        if !list.typed.isEmpty {
            return sheet.emptyState(
                .search, title: say("console.orders.not-found", ["number": list.typed]),
                text: say("console.orders.not-found-hint"), action: back)
        }
        guard list.group == .all else {
            return sheet.emptyState(
                .checkCircle, title: say("console.orders.none-here"), text: say("console.orders.none-here-hint"),
                action: back)
        }
        return sheet.emptyState(
            .bag, title: say("console.orders.none"), text: say("console.orders.none-hint"),
            action: sheet.linkButton(say("console.orders.see-shop"), to: sheet.path(.plans), kind: .primary))
    }

    private func nextPage(_ list: OrderList) -> HTML {
        guard let last = list.orders.last else { return "" }
        var query = "?after=\(last.id)"
        if list.group != .all { query += "&state=\(list.group.rawValue)" }
        let letters = list.typed.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if !letters.isEmpty { query += "&number=\(letters)" }
        return "<p class=\"actions\">\(sheet.linkButton(say("console.orders.older"), to: path(.orders) + query))</p>"
    }
}
