// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages

extension Sheet {
    /// Where somebody names the address their order should have had, and reads what will happen before anything does.
    func correctionPage(_ order: BuyerOrder, _ form: Form) -> HTML {
        shopPage(
            PageHead(title: text("storefront.correction.title"), isPublic: false),
            main: """
                <div class="wrap narrow">\(backLink(
                    text("storefront.order.title", ["number": order.number.text]), to: path("/orders/\(order.token)")))
                \(heading(text("storefront.correction.title"), lead: order.maskedEmail.map {
                    text("storefront.correction.lead", ["address": $0])
                } ?? ""))
                <div class="stack-wide">
                \(self.form(path("/orders/\(order.token)/email"), showing: form, """
                    \(field(
                        Field(
                            "email", text("storefront.correction.email"), kind: .email,
                            hint: text("storefront.correction.hint"), autocomplete: "email", limit: 254), in: form))
                    <p class="actions">\(button(text("storefront.correction.send"), icon: .mail, isWide: true))</p>
                    """))
                \(section(text("storefront.checkout.next"), steps([
                    (text("storefront.correction.step-prove"), text("storefront.correction.step-prove-text")),
                    (text("storefront.correction.step-old"), text("storefront.correction.step-old-text")),
                    (text("storefront.correction.step-done"), text("storefront.correction.step-done-text")),
                ])))</div></div>
                """)
    }

    /// What a mailed link would do, and the button that does it.
    func correctionQuestionPage(_ question: AnswerCorrection.Question, token: String) -> HTML {
        let isProof = question.isProof
        let words = ["number": question.number.text]
        let (title, lead): (String, String) =
            isProof
            ? ("storefront.correction.prove-title", "storefront.correction.prove-text")
            : ("storefront.correction.refuse-title", "storefront.correction.refuse-text")
        let label: Text = isProof ? "storefront.correction.prove" : "storefront.correction.refuse"
        let press = button(
            text(label), kind: isProof ? .primary : .danger, icon: isProof ? .check : .close, isWide: true)
        return shopPage(
            PageHead(title: text(Text(title, words)), isPublic: false),
            main: """
                <div class="wrap narrow">\(heading(text(Text(title, words)), lead: text(Text(lead, words))))
                \(form(path("/email-corrections/\(token)"), "<p class=\"actions\">\(press)</p>"))
                <p class="soft small">\(text(isProof ? "storefront.correction.prove-not" : "storefront.correction.refuse-not"))</p>
                </div>
                """)
    }

    func correctionRefusedPage() -> HTML {
        shopPage(
            PageHead(title: text("storefront.correction.refused-title"), isPublic: false),
            main: """
                <div class="wrap narrow">\(emptyState(
                    .checkCircle, title: text("storefront.correction.refused-title"),
                    text: text("storefront.correction.refused-text"),
                    action: linkButton(text("storefront.young.home"), to: path(.home))))</div>
                """)
    }
}
