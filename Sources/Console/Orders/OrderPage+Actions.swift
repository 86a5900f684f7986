// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

/// What can be done about an order now; each opens to say what will happen, and happens on a second press.
extension Desk {
    func actionsCard(_ order: StaffOrder, form: Form) -> HTML {
        let possible = actions(on: order, form: form)
        let content: HTML =
            possible.isEmpty ? "<p class=\"hint\">\(say("console.action.none"))</p>" : "\(possible)"
        return sheet.card(title: say("console.action.title"), content)
    }

    private func actions(on order: StaffOrder, form: Form) -> [HTML] {
        let place = "/orders/\(order.order.id)"
        let amount = sheet.price(order.left ?? order.order.amount)
        var found: [HTML] = []
        if order.actions.contains(.retrySupply) {
            found.append(action("retry-supply", at: place + "/supply", isOpen: true, kind: .primary, icon: .refresh))
        }
        if order.actions.contains(.resendActivation), order.mails.contains(where: { $0.kind == .activation }) {
            found.append(action("resend-activation", at: place + "/activation", icon: .mail))
        }
        if order.order.person != nil, order.mails.contains(where: { $0.kind == .confirmation }) {
            found.append(action("resend-confirmation", at: place + "/confirmation", icon: .mail))
        }
        if order.actions.contains(.refund) {
            let usual: RefundReason = order.order.state == .needsAttention ? .notDelivered : .requestedByBuyer
            let shown = form["reason"].isEmpty ? Form(["reason": usual.rawValue]) : form
            let reasons = RefundReason.allCases.map {
                (value: $0.rawValue, label: say(code: $0.rawValue, under: "console.detail."))
            }
            found.append(
                action(
                    "refund", at: place + "/refund", kind: .danger, amount: amount,
                    """
                    \(sheet.select(Field("reason", say("console.action.reason")), options: reasons, in: shown))\
                    \(order.left.map { partField(of: $0, in: shown) })
                    """))
        }
        if order.actions.contains(.cancel) {
            found.append(action("cancel", at: place + "/cancellation", kind: .danger))
        }
        return found
    }

    /// Left empty, all that is left goes back.
    private func partField(of left: Money, in form: Form) -> HTML {
        sheet.field(
            Field(
                "part", say("console.action.part"),
                hint: say("console.action.part-hint", ["amount": sheet.price(left)]), isOptional: true, limit: 15),
            in: form)
    }

    private func action(
        _ name: String, at place: String, isOpen: Bool = false, kind: ButtonKind = .secondary, icon: Icon? = nil,
        amount: String = "", _ fields: HTML = ""
    ) -> HTML {
        let words: KeyValuePairs = ["amount": amount]
        return sheet.disclosure(
            say("console.action.\(name).title", words),
            """
            <p>\(say("console.action.\(name).text", words))</p>\
            \(sheet.form(path(place), "\(fields)\(sheet.button(say("console.action.\(name).do", words), kind: kind, icon: icon))"))
            """, isOpen: isOpen)
    }
}
