// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The hosted payment page of one open session, filled in again with what was typed, but for number and code.
struct CardPage {
    let session: CheckoutSession
    let merchant: String
    var form = FormFields(fields: [])
    var problem: TestCard.Problem?

    var answer: Answer {
        .page(layout("Pay \(merchant)", body), status: problem == nil ? .ok : .init(code: 402))
    }

    static let unknown = Answer.page(
        layout("Payment", "<main class=\"card\"><h1>This payment page does not exist</h1></main>"), status: .notFound)

    static func closed(_ session: CheckoutSession, merchant: String) -> Answer {
        let back: Markup? =
            switch session.status {
            case .complete: "<p><a class=\"button\" href=\"\(session.successAddress)\">Back to \(merchant)</a></p>"
            case .open, .expired:
                session.cancelURL.map { "<p><a class=\"button\" href=\"\($0)\">Back to \(merchant)</a></p>" }
            }
        let title = session.status == .complete ? "This payment is already done" : "This payment page has expired"
        return .page(layout(title, "<main class=\"card\"><h1>\(title)</h1>\(back)</main>"))
    }

    private var body: Markup {
        """
        <main class="card pay">
        <section class="due" aria-label="Order">
        <p class="merchant">\(merchant)</p>
        <h1>\(Amount.text(session.total, session.currency))</h1>
        <ul class="lines">\(session.lines.map(line))</ul>
        \(session.cancelURL.map { "<p><a href=\"\($0)\">Cancel and go back to \(merchant)</a></p>" })
        </section>
        <form method="post" action="/stripe/pay/\(session.id)">
        <h2>Pay by card</h2>
        \(field("email", "Email", type: "email", autocomplete: "email", value: form["email"] ?? session.customerEmail))
        \(field("number", "Card number", hint: "For a test: 4242 4242 4242 4242", autocomplete: "cc-number"))
        <div class="pair">
        \(field("expiry", "Expiry", hint: "MM / YY", autocomplete: "cc-exp", value: form["expiry"]))
        \(field("code", "Security code", hint: "3 digits", autocomplete: "cc-csc"))
        </div>
        \(field("name", "Name on card", type: "text", autocomplete: "cc-name", value: form["name"], required: false))
        <button class="primary" name="method" value="card">Pay \(Amount.text(session.total, session.currency))</button>
        <details><summary>Another way to pay</summary>
        <p>A bank debit is accepted now and settles later.</p>
        <button name="method" value="bank" formnovalidate>Pay by bank debit</button>
        </details>
        </form>
        \(Self.testNumbers)
        </main>
        """
    }

    private func line(_ line: CheckoutSession.Line) -> Markup {
        let description: Markup? = line.description.map { "<br><small>\($0)</small>" }
        let amount = Amount.text(line.total, session.currency)
        return "<li><span>\(line.name) × \(line.quantity)\(description)</span> <span>\(amount)</span></li>"
    }

    private func field(
        _ name: String, _ label: String, hint: String? = nil, type: String = "text", autocomplete: String,
        value: String? = nil, required: Bool = true
    ) -> Markup {
        let wrong = problem?.field == name
        let described = [hint.map { _ in "\(name)-hint" }, wrong ? "\(name)-error" : nil].compactMap { $0 }
        let numeric: Markup? = ["number", "expiry", "code"].contains(name) ? " inputmode=\"numeric\"" : nil
        return """
            <p class="field"><label for="\(name)">\(label)</label>
            \(hint.map { "<small id=\"\(name)-hint\">\($0)</small>" })
            <input id="\(name)" name="\(name)" type="\(type)" autocomplete="\(autocomplete)" value="\(value ?? "")"\
            \(numeric)\(required ? " required" : nil)\(wrong ? " aria-invalid=\"true\" autofocus" : nil)\
            \(described.isEmpty ? nil : " aria-describedby=\"\(described.joined(separator: " "))\"")>
            \(wrong ? "<span class=\"error\" id=\"\(name)-error\" role=\"alert\">\(problem?.message ?? "")</span>" : nil)
            </p>
            """
    }

    private static let testNumbers: Markup = """
        <aside class="note"><h2>Numbers that behave</h2><dl>
        <dt>4242 4242 4242 4242</dt><dd>is paid</dd>
        <dt>4000 0025 0000 3155</dt><dd>asks you to confirm (3-D Secure)</dd>
        <dt>4000 0000 0000 0002</dt><dd>is declined</dd>
        <dt>4000 0000 0000 9995</dt><dd>has no money</dd>
        </dl></aside>
        """
}

/// The bank's own question before it lets the money go (3-D Secure). Carries the typed fields along, as a bank's page
/// would carry a token.
struct AuthenticationPage {
    let session: CheckoutSession
    let merchant: String
    let form: FormFields

    var answer: Answer {
        let kept = ["email", "number", "expiry", "code", "name", "country"].compactMap { name in
            form[name].map { value -> Markup in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        }
        return .page(
            layout(
                "Confirm your payment",
                """
                <main class="card"><h1>Is this you?</h1>
                <p>Your bank asks you to confirm \(Amount.text(session.total, session.currency)) to \(merchant).</p>
                <form method="post" action="/stripe/pay/\(session.id)/authentication">\(kept)
                <button class="primary" name="answer" value="confirm">Confirm</button>
                <button name="answer" value="refuse">It is not me</button>
                </form></main>
                """))
    }
}
