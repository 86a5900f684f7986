// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Disclosure
package import Policy
package import Values
import Vault

/// Payment on Stripe's own page (Checkout). We never see a card number.
package struct StripePayments: PaymentProcessor {
    let api: StripeAPI

    package init(account: @escaping @Sendable () async throws -> StripeAccount, door: Door) {
        api = StripeAPI(account: account, door: door)
    }

    package var recipient: RecipientID { StripeAPI.recipient }
    package var method: PaymentMethod { .card }
    package var currencies: Set<Currency> { Set(Currency.allCases) }

    package func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning {
        let occasion = StripeAPI.Occasion(person: attempt.person, subject: attempt.order.bytes, stating: [.order])
        let answer: StripeAnswer<StripeSession> = try await api.post(
            occasion, opening: [attempt.email], key: attempt.idempotencyKey,
            path: { _ in "/v1/checkout/sessions" },
            form: { StripeForm(attempt, email: try $0[attempt.email]) })
        switch answer {
        case .object(let session): return try await redirect(to: session, for: attempt)
        case .missing: return .refused(code: "stripe:missing")
        case .refused(let code): return .refused(code: code)
        case .unreachable: return .unreachable
        }
    }

    package func state(of payment: PaymentHandle) async throws -> PaymentReading {
        switch try await session(of: payment) {
        case .object(let session): session.report.map { .report($0) } ?? .unreachable
        case .missing: .unknown
        case .refused(let code): .refused(code: code)
        case .unreachable: .unreachable
        }
    }

    /// Closes the page if it is still open. What Stripe has of a payment made it keeps as a payment service must, and of a
    /// guest's it offers no erasure (docs.stripe.com/disputes/data-redaction covers customers only).
    package func forget(_ payment: PaymentHandle) async throws -> Forgetting {
        let occasion = StripeAPI.Occasion(person: payment.person, subject: payment.subject, purpose: .legalDuty)
        let answer: StripeAnswer<StripeSession> = try await api.post(
            occasion, opening: [payment.reference], key: nil,
            path: { "/v1/checkout/sessions/\(StripeForm.pathPart(try $0[payment.reference]))/expire" },
            form: { _ in StripeForm() })
        switch answer {
        case .missing: return .forgotten
        case .object: return .keeps(code: "unpaid-session-closed")
        // Only an open session can be expired: this one was paid, or had ended by itself.
        case .refused(let code) where code.hasPrefix("stripe:"): return .keeps(code: "payment-records")
        case .refused(let code): return .keeps(code: code)
        case .unreachable: return .unreachable
        }
    }

    func session(of payment: PaymentHandle) async throws -> StripeAnswer<StripeSession> {
        let occasion = StripeAPI.Occasion(person: payment.person, subject: payment.subject)
        return try await api.get(occasion, opening: [payment.reference]) { opened in
            "/v1/checkout/sessions/\(StripeForm.pathPart(try opened[payment.reference]))"
                + "?expand%5B%5D=payment_intent.latest_charge"
        }
    }

    /// Sending the buyer there is a disclosure of its own: their browser tells Stripe which payment it comes for.
    private func redirect(to session: StripeSession, for attempt: PaymentAttempt) async throws -> PaymentBeginning {
        guard Money(stripeAmount: session.amountTotal, session.currency) == attempt.amount else {
            return .refused(code: "stripe:other-amount")
        }
        guard session.livemode == (try await api.account().isLive) else { return .refused(code: "stripe:other-mode") }
        guard let url = session.url else { return .refused(code: "stripe:session-\(session.status.rawValue)") }
        let outcome = try await api.door.send(
            to: recipient, for: .purchase, about: attempt.person, fields: [], stating: [.order, .paymentReference],
            subject: attempt.order.bytes, as: .person(attempt.person)
        ) { _ in .redirect(to: url) }
        switch outcome {
        case .answered(.redirected(let address), _):
            let expiresAt = Instant(milliseconds: session.expiresAt * 1000)
            return .redirect(url: address, reference: session.id, expiresAt: expiresAt)
        case .answered, .undelivered: return .unreachable
        case .refused(let refusal): return .refused(code: "door:" + refusal.code)
        }
    }
}

extension StripeForm {
    /// Everything comes from the attempt and nothing from the moment, so that a repetition is the same request.
    fileprivate init(_ attempt: PaymentAttempt, email: String) {
        add("mode", "payment")
        add("client_reference_id", attempt.orderNumber.text)
        add("customer_email", email)
        add("locale", attempt.language.rawValue)
        add("success_url", attempt.returnURL)
        add("cancel_url", attempt.cancelURL)
        add("expires_at", attempt.expiresAt.seconds)
        for (index, line) in attempt.lines.enumerated() {
            let item = "line_items[\(index)]"
            add("\(item)[quantity]", line.quantity)
            add("\(item)[price_data][currency]", line.unitPrice.currency.rawValue.lowercased())
            add("\(item)[price_data][unit_amount]", line.unitPrice.minorUnits)
            add("\(item)[price_data][product_data][name]", line.name)
        }
        // On the payment too, since messages about charges do not name the session.
        add("payment_intent_data[metadata][order_number]", attempt.orderNumber.text)
    }
}
