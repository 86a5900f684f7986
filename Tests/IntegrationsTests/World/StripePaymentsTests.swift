// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Integrations
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Taking a payment through Stripe")
struct StripePaymentsTests {
    @Test func `an attempt opens one page at Stripe, however often it is begun`() async throws {
        try await withWorld { bench async throws in
            let payments = bench.payments
            let attempt = try await bench.attempt()

            let first = try await payments.begin(attempt).page
            let second = try await payments.begin(attempt).page

            #expect(first?.url == second?.url)
            #expect(first?.reference == second?.reference)
            #expect(first?.url.hasPrefix("http://world.localhost:8080/stripe/pay/cs_test_") == true)
            #expect(try await bench.state(first?.reference, attempt)?.state == .open)
        }
    }

    @Test func `creating the page and going there are each written down`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()

            _ = try await bench.payments.begin(attempt)

            let record = try await bench.disclosures(about: attempt.person)
            #expect(Set(record.map(\.record.categories)) == [[.emailAddress, .order], [.order, .paymentReference]])
            #expect(record.allSatisfy { $0.state == .answered && $0.record.subject == attempt.order.bytes })
        }
    }

    @Test func `the same key with another order is refused`() async throws {
        try await withWorld { bench async throws in
            _ = try await bench.payments.begin(try await bench.attempt())

            let other = try await bench.payments.begin(try await bench.attempt(price: 100_000))

            #expect(other.code == "stripe:idempotency_error")
        }
    }

    @Test func `a failure and a lost answer are safe to repeat`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()

            try await bench.control("scenarios/stripe", "{\"failNext\":1,\"failStatus\":503}")
            #expect(try await bench.payments.begin(attempt).code == "unreachable")
            try await bench.control("scenarios/stripe", "{\"loseAnswers\":1}")
            #expect(try await bench.payments.begin(attempt).code == "unreachable")
            let page = try await bench.payments.begin(attempt).page

            #expect(page != nil)
            #expect(try await bench.disclosures(about: attempt.person).map(\.state.name).contains("no-answer"))
        }
    }

    @Test func `a wrong key is refused and says so`() async throws {
        try await withWorld { bench async throws in
            let account = StripeAccount(
                secretKey: "sk_test_wrong", webhookSecrets: [], baseURL: bench.address + "/stripe")
            let payments = StripePayments(account: { account }, door: bench.door)

            let code = try await payments.begin(try await bench.attempt()).code

            #expect(code?.hasPrefix("stripe:") == true)
        }
    }

    @Test func `what the buyer pays is read back with brand and last digits`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()
            let page = try #require(try await bench.payments.begin(attempt).page)

            try await bench.pay(page.reference)

            let report = try #require(try await bench.state(page.reference, attempt))
            #expect(report.state == .paid)
            #expect(report.amount == attempt.amount)
            #expect(report.card == CardSummary(brand: "visa", lastFour: "4242", fingerprint: "WorldPrint4242"))
            #expect(report.orderNumber == attempt.orderNumber)
            #expect(report.chargeReference?.hasPrefix("pi_") == true)
        }
    }

    @Test func `money goes back once, by the charge or by asking for it`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()
            let page = try #require(try await bench.payments.begin(attempt).page)
            try await bench.pay(page.reference)
            let charge = try #require(try await bench.state(page.reference, attempt)?.chargeReference)

            let byCharge = try await bench.refund(attempt, page.reference, charge: charge, key: "r1")
            let again = try await bench.refund(attempt, page.reference, charge: charge, key: "r1")
            let byAsking = try await bench.refund(attempt, page.reference, charge: nil, key: "r2")

            #expect([byCharge, again, byAsking] == ["refunded", "refunded", "refunded"])
            #expect(try await bench.state(page.reference, attempt)?.state == .refunded)
        }
    }

    @Test func `an unpaid payment is not refunded`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()
            let page = try #require(try await bench.payments.begin(attempt).page)

            #expect(try await bench.refund(attempt, page.reference, charge: nil, key: "r") == "stripe:nothing-paid")
        }
    }

    @Test func `a payment Stripe does not know is unknown`() async throws {
        try await withWorld { bench async throws in
            let attempt = try await bench.attempt()
            let handle = try await bench.handle("cs_test_nobody", attempt)

            guard case .unknown = try await bench.payments.state(of: handle) else {
                Issue.record("known")
                return
            }
        }
    }

    @Test func `forgetting closes an open page and leaves a paid one to Stripe's duties`() async throws {
        try await withWorld { bench async throws in
            let open = try await bench.attempt()
            let page = try #require(try await bench.payments.begin(open).page)
            let paid = try await bench.attempt(key: "second")
            let paidPage = try #require(try await bench.payments.begin(paid).page)
            try await bench.pay(paidPage.reference)

            let first = try await bench.payments.forget(try await bench.handle(page.reference, open))
            let second = try await bench.payments.forget(try await bench.handle(paidPage.reference, paid))
            let third = try await bench.payments.forget(try await bench.handle("cs_test_nobody", paid))

            #expect(
                [first.code, second.code, third.code] == ["unpaid-session-closed", "payment-records", "forgotten"])
            #expect(try await bench.state(page.reference, open)?.state == .expired)
        }
    }

    @Test func `the webhooks of a payment verify and say paid`() async throws {
        try await ScriptedServer.with(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) { shop async throws in
            try await withWorld(webhooks: "http://127.0.0.1:\(shop.port)/callbacks/stripe") { bench in
                let attempt = try await bench.attempt()
                let page = try #require(try await bench.payments.begin(attempt).page)
                try await bench.control("scenarios/stripe", "{\"webhookBeforeRedirect\":true}")

                try await bench.pay(page.reference)

                let reader = StripeCallbacks(account: bench.stripe)
                let read = {
                    try shop.requests.compactMap { try reader.report(posted: $0, at: bench.test.clock.now()) }
                }
                // The page's event and the card's are two posts, and either may come first.
                try await eventually {
                    let read = try read()
                    return read.contains { $0.reference == page.reference } && read.contains { $0.card != nil }
                }
                let reports = try read()
                let completed = try #require(reports.first { $0.reference == page.reference })
                #expect(completed.state == .paid)
                #expect(reports.allSatisfy { $0.orderNumber == attempt.orderNumber && $0.amount == attempt.amount })
                #expect(reports.contains { $0.card?.lastFour == "4242" })
                #expect(Set(reports.map(\.event)).count == reports.count)
            }
        }
    }
}
