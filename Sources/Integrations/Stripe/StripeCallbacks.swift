// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Values

/// Checks and reads Stripe's webhooks. One delivery is one message.
package struct StripeCallbacks: CallbackReader {
    package let provider = "stripe"
    private let account: StripeAccount

    package init(account: StripeAccount) {
        self.account = account
    }

    package func verify(_ delivery: CallbackDelivery, at now: Instant) -> CallbackVerdict {
        guard delivery.method == "POST", delivery.path.isEmpty else { return .refused(reason: "no such address") }
        let header = delivery.headers.first { $0.name.lowercased() == "stripe-signature" }?.value
        switch StripeSignature.verify(
            body: delivery.body, header: header, secrets: account.webhookSecrets, now: now)
        {
        case .refused(let refusal): return .refused(reason: refusal.rawValue)
        case .genuine: break
        }
        guard let event = try? StripeEvent(delivery.body) else {  // Signed all the same: the endpoint is set up wrong.
            return .refused(reason: "not an event of the v1 API")
        }
        guard event.livemode == account.isLive else {
            return .refused(reason: event.livemode ? "live event for a test account" : "test event for a live account")
        }
        return .genuine([CallbackMessage(event: event.id, body: delivery.body)])
    }

    package func read(_ body: [UInt8]) throws -> CallbackMeaning {
        try StripeEvent(body).report(in: body).map { .payment($0) } ?? .nothing
    }
}
