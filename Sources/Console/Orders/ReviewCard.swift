// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy

extension Desk {
    /// Why an order is held, and what somebody decides about it; afterwards what was decided.
    func reviewCard(_ order: StaffOrder, form: Form, note: String?) -> HTML {
        guard let review = order.review else { return "" }
        let reasons = review.reasons.map { reason -> HTML in
            "<li data-review-reason=\"\(reason.rawValue)\">\(say(Text("console.fraud.\(reason.rawValue)")))</li>"
        }
        let isHeld = order.order.state == .held
        return sheet.card(
            title: say("console.review.title"),
            """
            <ul>\(reasons)</ul>
            \(isHeld ? decisionForm(order, form: form) : decided(review, of: order, note: note))
            """)
    }

    private func decisionForm(_ order: StaffOrder, form: Form) -> HTML {
        let choices = DecideReview.Decision.allCases.map { decision in
            Choice(
                decision.rawValue, say(Text("console.review.\(decision.rawValue)")),
                detail: say(Text("console.review.\(decision.rawValue)-text")))
        }
        return """
            <p class="hint">\(say("console.review.text"))</p>
            \(sheet.form(path("/orders/\(order.order.id)/review"), showing: form, """
                \(sheet.radioCards("decision", legend: say("console.review.legend"), choices: choices, in: form))\
                \(sheet.textArea(Field(
                    "note", say("console.review.note"), hint: say("console.review.note-hint"), limit: 500), rows: 3, in: form))\
                \(sheet.button(say("console.review.do"), kind: .primary, icon: .check))
                """))
            """
    }

    private func decided(_ review: OrderReview, of order: StaffOrder, note: String?) -> HTML {
        guard let at = review.decidedAt else { return "<p class=\"hint\">\(say("console.review.not-paid"))</p>" }
        let masked: HTML =
            review.note == nil || note != nil
            ? ""
            : sheet.form(
                path("/orders/\(order.order.id)/review-note"),
                sheet.button(say("console.review.read-note"), kind: .secondary, icon: .eye))
        return """
            <p>\(sheet.badge(say(Text("console.review.\(review.state.rawValue)")), review.state == .released ? .good : .neutral)) \
            \(sheet.time(at))</p>\(note.map { "<blockquote>\($0)</blockquote>" as HTML })\(masked)
            """
    }
}
