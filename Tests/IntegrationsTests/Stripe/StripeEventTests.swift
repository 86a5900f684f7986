// SPDX-License-Identifier: Apache-2.0

import Commerce
import Crypto
import Integrations
import TestKit
import Testing
import Values

@Suite("Reading Stripe's webhooks")
struct StripeEventTests {
    let account = StripeAccount(secretKey: "sk_test_1", webhookSecrets: ["whsec_old", "whsec_new"])

    static func event(_ type: String, _ object: String, livemode: Bool = false) -> [UInt8] {
        [UInt8](
            """
            {"id":"evt_1","object":"event","api_version":"2026-06-24.dahlia","created":1772352000,
             "data":{"object":\(object)},"livemode":\(livemode),"pending_webhooks":1,"type":"\(type)"}
            """.utf8)
    }

    static func session(status: String = "complete", paid: String = "paid") -> String {
        """
        {"id":"cs_1","object":"checkout.session","status":"\(status)","payment_status":"\(paid)","amount_total":239000,
         "currency":"vnd","payment_intent":"pi_1","client_reference_id":"VC-7K3M-92QF","url":null,
         "expires_at":1772355600,"livemode":false}
        """
    }

    private func report(_ body: [UInt8]) throws -> PaymentReport? {
        guard case .payment(let report) = try StripeCallbacks(account: account).read(body) else { return nil }
        return report
    }

    @Test func `a completed session is a payment of whole dong`() throws {
        let report = try #require(try report(Self.event("checkout.session.completed", Self.session())))

        #expect(report.event == "evt_1")
        #expect(report.reference == "cs_1")
        #expect(report.chargeReference == "pi_1")
        #expect(report.orderNumber?.text == "VC-7K3M-92QF")
        #expect(report.state == .paid)
        #expect(report.amount == Money(minorUnits: 239_000, currency: .vnd))
    }

    @Test(arguments: [
        ("checkout.session.completed", "unpaid", ReportedPayment.pending),
        ("checkout.session.completed", "no_payment_required", .paid),
        ("checkout.session.async_payment_succeeded", "paid", .paid),
        ("checkout.session.async_payment_failed", "unpaid", .failed),
        ("checkout.session.expired", "unpaid", .expired),
    ])
    func `each event of a session says one thing`(type: String, paid: String, state: ReportedPayment) throws {
        #expect(try report(Self.event(type, Self.session(paid: paid)))?.state == state)
    }

    @Test func `a charge tells brand and last digits, and the payment it belongs to`() throws {
        let charge = """
            {"id":"ch_1","object":"charge","amount":990,"amount_refunded":0,"currency":"usd","payment_intent":"pi_1",
             "refunded":false,"disputed":false,"metadata":{"order_number":"VC-7K3M-92QF"},
             "payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242"}}}
            """
        let report = try #require(try report(Self.event("charge.succeeded", charge)))

        #expect(report.card == CardSummary(brand: "visa", lastFour: "4242"))
        #expect(report.chargeReference == "pi_1")
        #expect(report.orderNumber?.text == "VC-7K3M-92QF")
        #expect(report.amount == Money(minorUnits: 990, currency: .usd))
    }

    @Test(arguments: [
        ("refund.created", "pending", ReportedRefund.State.pending), ("refund.updated", "succeeded", .refunded),
        ("refund.failed", "failed", .failed), ("refund.updated", "canceled", .failed),
        ("refund.created", "requires_action", .pending),
    ])
    func `a refund is told by its name, ours and the gateway's`(
        type: String, status: String, state: ReportedRefund.State
    ) throws {
        let id = ID<Refund>.random()
        let refund = """
            {"id":"re_1","object":"refund","amount":990,"currency":"usd","status":"\(status)","charge":"ch_1",
             "payment_intent":"pi_1","metadata":{"refund":"\(id)"}}
            """
        let report = try #require(try report(Self.event(type, refund)))

        #expect(report.refund?.reference == "re_1" && report.refund?.id == id && report.refund?.state == state)
        #expect(report.amount == Money(minorUnits: 990, currency: .usd))
    }

    @Test(arguments: [
        ("charge.dispute.created", "needs_response", Dispute.State.needsResponse),
        ("charge.dispute.created", "warning_needs_response", .inquiry),
        ("charge.dispute.updated", "warning_under_review", .inquiry),
        ("charge.dispute.updated", "under_review", .underReview),
        ("charge.dispute.closed", "won", .won), ("charge.dispute.closed", "lost", .lost),
        ("charge.dispute.closed", "warning_closed", .closed), ("charge.dispute.closed", "prevented", .closed),
        ("charge.dispute.funds_withdrawn", "needs_response", .needsResponse),
        ("charge.dispute.funds_reinstated", "won", .won),
    ])
    func `a dispute is told with its state, its date and where the money is`(
        type: String, status: String, state: Dispute.State
    ) throws {
        let dispute = """
            {"id":"dp_1","object":"dispute","amount":990,"currency":"usd","status":"\(status)","charge":"ch_1",
             "payment_intent":"pi_1","reason":"fraudulent","evidence_details":{"due_by":1800000000}}
            """
        let report = try #require(try report(Self.event(type, dispute)))

        #expect(report.dispute?.state == state && report.dispute?.reason == "fraudulent")
        #expect(report.dispute?.dueAt == Instant(milliseconds: 1_800_000_000_000))
        #expect(
            report.dispute?.funds
                == (type.hasSuffix("withdrawn") ? .withdrawn : type.hasSuffix("reinstated") ? .reinstated : nil))
        #expect(report.chargeReference == "pi_1")
    }

    @Test(arguments: [
        "payment_intent.payment_failed", "customer.created", "charge.refunded",
    ])
    func `what asks nothing of us is acknowledged and left alone`(type: String) throws {
        #expect(try report(Self.event(type, "{}")) == nil)
    }

    @Test func `a state nobody has heard of is not guessed`() {
        let strange = Self.event("checkout.session.completed", Self.session(paid: "half_paid"))

        #expect(throws: (any Error).self) { try report(strange) }
    }

    @Test(arguments: ["status", "payment_status", "amount_total", "currency", "id"])
    func `an event that lacks what it has to say cannot be read`(field: String) {
        let event = Self.event(
            "checkout.session.completed", Self.session().replacing("\"\(field)\"", with: "\"x_\(field)\""))

        #expect(throws: (any Error).self) { try report(event) }
    }

    @Test func `a delivery signed with either secret is one message`() {
        let body = Self.event("checkout.session.completed", Self.session())

        for secret in ["whsec_old", "whsec_new"] {
            let verdict = StripeCallbacks(account: account).verify(delivery(body, secret), at: .testTime)
            guard case .genuine(let messages) = verdict else {
                Issue.record("refused with \(secret)")
                continue
            }
            #expect(messages.map(\.event) == ["evt_1"])
            #expect(messages.map(\.body) == [body])
        }
    }

    @Test func `forged, thin and live events are turned away from a test account`() {
        let reader = StripeCallbacks(account: account)
        let good = Self.event("checkout.session.completed", Self.session())
        let thin = [UInt8]("{\"id\":\"evt_1\",\"object\":\"v2.core.event\",\"type\":\"x\",\"livemode\":false}".utf8)
        let live = Self.event("checkout.session.completed", Self.session(), livemode: true)

        #expect(reason(reader.verify(delivery(good, "whsec_other"), at: .testTime)) == "no signature matches")
        #expect(reason(reader.verify(delivery(thin, "whsec_new"), at: .testTime)) == "not an event of the v1 API")
        #expect(reason(reader.verify(delivery(live, "whsec_new"), at: .testTime)) == "live event for a test account")
        let unsigned = CallbackDelivery(headers: [], body: good)
        #expect(reason(reader.verify(unsigned, at: .testTime)) == "signature header missing")
    }

    @Test func `an account prints without its secrets`() {
        #expect(!"\(account)".contains("sk_test_1"))
        #expect(!String(reflecting: account).contains("whsec"))
    }

    private func reason(_ verdict: CallbackVerdict) -> String? {
        if case .refused(let reason) = verdict { reason } else { nil }
    }

    private func delivery(_ body: [UInt8], _ secret: String) -> CallbackDelivery {
        let time = String(Instant.testTime.seconds)
        let code = HMAC<SHA256>.authenticationCode(
            for: [UInt8]("\(time).".utf8) + body, using: SymmetricKey(data: [UInt8](secret.utf8)))
        let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return CallbackDelivery(headers: [(name: "Stripe-Signature", value: "t=\(time),v1=\(hex)")], body: body)
    }
}
