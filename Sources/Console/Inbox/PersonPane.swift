// SPDX-License-Identifier: Apache-2.0

import Commerce
import Conversations
import Pages
import Policy
import Values
import Vault

/// The person beside their conversation: only what helps to help them, opened for support and written down.
extension Desk {
    func personPane(_ view: ConversationView, _ helped: AssistanceOutcome?) -> HTML {
        let (contact, conversation) = (view.showing.contact, view.showing.conversation)
        var facts: [(name: String, value: HTML)] = [
            (
                say("console.inbox.channel"),
                "<span>\(say(Text("console.inbox.channel-name.\(conversation.channel.rawValue)")))</span>"
            ),
            (
                say("console.inbox.language"),
                "<span>\(say(Text("console.inbox.language-name.\(contact.language.rawValue)")))</span>"
            ),
            (say("console.inbox.began"), "<span>\(sheet.time(conversation.openedAt))</span>"),
        ]
        if view.thread == nil {
            facts.append((say("console.inbox.notice"), "<span>\(sheet.time(conversation.noticeShownAt))</span>"))
        }
        let beside: HTML
        if let thread = view.thread {
            beside = threadFacts(thread, "/inbox/\(conversation.id)")
        } else {
            beside = "<h3>\(say("console.inbox.address"))</h3>\(address(view))"
        }
        return """
            <aside class="inbox-person" aria-label="\(say("console.inbox.person"))">
            \(assistancePane(view, helped))
            <h2>\(say("console.inbox.person"))</h2>
            \(sheet.facts(facts))
            \(beside)
            \(view.orders.map(orderList))
            <h3>\(say("console.inbox.keys"))</h3><dl class="inbox-keys">\(keys)</dl>
            <p class="reason">\(sheet.icon(.shield, size: .small))<span>\(say("console.inbox.recorded"))</span></p>
            </aside>
            """
    }

    private func address(_ view: ConversationView) -> HTML {
        guard let address = view.showing.address, let identifier = view.showing.contact.email else {
            return "<p class=\"hint\">\(say("console.inbox.no-address"))</p>"
        }
        let proof =
            identifier.provenAt == nil
            ? sheet.badge(say("console.inbox.typed"), .waiting) : sheet.badge(say("console.inbox.proven"), .good)
        return "<p class=\"inbox-address\">\(address.expose())</p><p>\(proof)</p>"
    }

    private func orderList(_ orders: [ListedOrder]) -> HTML {
        let lines = orders.map { order -> HTML in
            """
            <li><span>\(sheet.link(order.number.text, to: path("/orders/\(order.id)")))<span class="hint">\
            \(order.plan[language])</span></span>\(badge(of: order.state))</li>
            """
        }
        let none: HTML = "<p class=\"hint\">\(say("console.inbox.no-orders"))</p>"
        return """
            <h3>\(say("console.inbox.orders"))</h3>\(if: orders.isEmpty, none)<ul class="console-lines">\(lines)</ul>
            """
    }

    private var keys: HTML {
        ["r", "j", "k", "e"].map { key -> HTML in
            "<div><dt><kbd>\(key)</kbd></dt><dd>\(say(Text("console.inbox.key.\(key)")))</dd></div>"
        }.joined(separator: "")
    }
}
