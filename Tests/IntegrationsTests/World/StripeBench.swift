// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Integrations
import Simulators
import TestKit
import Testing
import Values
import Vault

extension WorldBench {
    var stripe: StripeAccount {
        StripeAccount(
            secretKey: configuration.stripe.secretKey, webhookSecrets: ["whsec_new"], baseURL: address + "/stripe")
    }

    var payments: StripePayments { StripePayments(account: { [stripe] in stripe }, door: door) }

    func attempt(price: Int64 = 239_000, key: String = "order-1 attempt-1") async throws -> PaymentAttempt {
        let sealer = try await person()
        let unit = Money(minorUnits: price, currency: .vnd)
        return PaymentAttempt(
            order: .random(), orderNumber: try #require(OrderNumber("VC-7K3M-92QF")), person: sealer.person,
            email: try sealer.sealed("ann@example.com", in: .buyerEmail), amount: unit * 2,
            lines: [.init(name: "Nhật Bản 5 GB & 7 ngày", quantity: 2, unitPrice: unit)], idempotencyKey: key,
            language: .vietnamese, returnURL: "http://vietnam-connect.localhost:8080/vi/orders/1",
            cancelURL: "http://vietnam-connect.localhost:8080/vi/cart",
            expiresAt: test.clock.now() + .seconds(3600))
    }

    func handle(_ reference: String, _ attempt: PaymentAttempt) async throws -> PaymentHandle {
        let sealer = try #require(try await test.vault.sealer(for: attempt.person))
        return PaymentHandle(
            subject: attempt.order.bytes, person: attempt.person,
            reference: try sealer.sealed(reference, in: .paymentReference))
    }

    func state(_ reference: String?, _ attempt: PaymentAttempt) async throws -> PaymentReport? {
        let handle = try await handle(try #require(reference), attempt)
        guard case .report(let report) = try await payments.state(of: handle) else { return nil }
        return report
    }

    func refund(
        _ attempt: PaymentAttempt, _ reference: String, charge: String?, key: String
    ) async throws -> String {
        let sealer = try #require(try await test.vault.sealer(for: attempt.person))
        let refund = RefundAttempt(
            payment: try await handle(reference, attempt),
            chargeReference: try charge.map { try sealer.sealed($0, in: .paymentCharge) }, amount: attempt.amount,
            reason: .notDelivered, idempotencyKey: key)
        return switch try await payments.refund(refund) {
        case .refunded: "refunded"
        case .told(let told): told.state.rawValue
        case .pending: "pending"
        case .byHand: "by-hand"
        case .refused(let code): code
        case .unreachable: "unreachable"
        }
    }

    /// The buyer types Stripe's test card into the page.
    func pay(_ reference: String) async throws {
        let form = "email=ann%40example.com&name=Ann&number=4242+4242+4242+4242&expiry=12%2F34&code=123&country=VN"
        let call = HTTPCall(
            .post, "\(address)/stripe/pay/\(reference)",
            headers: [(name: "Content-Type", value: "application/x-www-form-urlencoded")], body: [UInt8](form.utf8))
        guard case .http(let status, _, _) = try await courier.deliver(.http(call)) else { return }
        #expect(status == 302 || status == 303)
    }
}

extension PaymentBeginning {
    var page: (url: String, reference: String)? {
        if case .redirect(let url, let reference, _) = self { (url, reference) } else { nil }
    }

    var code: String? {
        switch self {
        case .redirect, .transfer: nil
        case .refused(let code): code
        case .unreachable: "unreachable"
        }
    }
}

extension Forgetting {
    var code: String {
        switch self {
        case .forgotten: "forgotten"
        case .keeps(let code): code
        case .unreachable: "unreachable"
        }
    }
}

extension StripeCallbacks {
    /// What a posted HTTP request says about a payment.
    func report(posted request: String, at now: Instant) throws -> PaymentReport? {
        let parts = try #require(request.firstRange(of: "\r\n\r\n"))
        let headers = request[..<parts.lowerBound].split(separator: "\r\n").dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (name: String(line[..<colon]), value: line[line.index(after: colon)...].trimmingSpaces())
            }
        }
        let delivery = CallbackDelivery(headers: headers, body: [UInt8](request[parts.upperBound...].utf8))
        guard case .genuine(let messages) = verify(delivery, at: now) else {
            Issue.record("a webhook of the world was refused")
            return nil
        }
        guard let message = messages.first, case .payment(let report) = try read(message.body) else { return nil }
        return report
    }
}
