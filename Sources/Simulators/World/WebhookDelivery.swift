// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values

/// One event on its way to one address.
struct WebhookNotice: Sendable {
    enum Style: Sendable {
        /// Signed with each of these secrets anew at every attempt, as Stripe does.
        case stripe(secrets: [String])
        /// Unsigned.
        case esimAccess
        /// Signed with the partner's secret.
        case airalo(secret: String)
        /// Signed in for anew at every attempt, with a token the shop gives for name and password.
        case vietQR(base: String, username: String, password: String)
        /// With the secret the bot gave.
        case telegram(secret: String)
        /// Signed with the app's secret over the body as it travels.
        case whatsApp(secret: String)
    }

    let url: String
    let type: String
    let style: Style
    var payload: JSON

    var provider: Provider {
        switch style {
        case .stripe: .stripe
        case .esimAccess: .esimAccess
        case .airalo: .airalo
        case .vietQR: .vietQR
        case .telegram: .telegram
        case .whatsApp: .whatsApp
        }
    }

    var id: String { payload[idKey].flatMap { $0.string ?? $0.integer.map { "\($0)" } } ?? "" }

    var body: String {
        switch style {
        case .stripe: payload.prettyText
        case .esimAccess, .airalo, .vietQR, .telegram: payload.text
        case .whatsApp: WhatsAppSignature.escaped(payload.text)
        }
    }

    func headers(for body: String, at now: Instant) -> [(String, String)] {
        switch style {
        case .stripe(let secrets):
            let signature = StripeSignature.header(for: Array(body.utf8), at: now.seconds, secrets: secrets)
            return [
                ("Stripe-Signature", signature), ("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"),
                ("Accept", "*/*; q=0.5, application/xml"), ("Cache-Control", "no-cache"),
            ]
        case .esimAccess:
            return [("User-Agent", "Apache-HttpClient/4.5")]
        case .airalo(let secret):
            return [("airalo-signature", AiraloSignature.make(Array(body.utf8), secret: secret))]
        case .vietQR: return []
        case .telegram(let secret):
            return secret.isEmpty ? [] : [("X-Telegram-Bot-Api-Secret-Token", secret)]
        case .whatsApp(let secret):
            return [("X-Hub-Signature-256", WhatsAppSignature.header(for: body, secret: secret))]
        }
    }

    /// The same news under another id.
    func withFreshID() -> WebhookNotice {
        var copy = self
        switch style {
        case .stripe: copy.payload[idKey] = .string(StripeID.make("evt"))
        case .vietQR: copy.payload[idKey] = .string("FT" + Token.make(14, of: Token.digits))
        case .esimAccess: copy.payload[idKey] = .string(Token.make(32, of: Token.hexadecimal))
        case .telegram: copy.payload[idKey] = .integer((payload[idKey]?.integer ?? 0) + 1_000_000)
        // They carry no id: the same news is the same to the byte.
        case .airalo, .whatsApp: break
        }
        return copy
    }

    private var idKey: String {
        switch style {
        case .stripe: "id"
        case .esimAccess: "notifyId"
        case .airalo: "request_id"
        case .vietQR: "referencenumber"
        case .telegram: "update_id"
        case .whatsApp: "id"
        }
    }
}

struct WebhookDelivery: Sendable {
    enum State: String, Sendable {
        case held
        case pending
        case delivered
        case failed
    }

    struct Attempt: Sendable {
        let at: Instant
        /// Nil when no answer came.
        let status: Int?
        let detail: String

        var succeeded: Bool { status.map { (200..<300).contains($0) } ?? false }
    }

    let number: Int
    let notification: WebhookNotice
    let delay: Duration
    var state: State
    var attempts: [Attempt] = []

    var json: JSON {
        [
            "number": .integer(Int64(number)), "provider": .string(notification.provider.rawValue),
            "event": .string(notification.id), "type": .string(notification.type), "url": .string(notification.url),
            "state": .string(state.rawValue), "payload": notification.payload,
            "attempts": .array(
                attempts.map {
                    [
                        "at": .string($0.at.description), "status": JSON($0.status.map(Int64.init)),
                        "detail": .string($0.detail),
                    ]
                }),
        ]
    }
}

/// An address as a socket needs it: names under `.localhost` are the loopback interface (RFC 6761 §6.3), which the
/// system's resolver does not know everywhere; the name then travels in the Host header.
struct LoopbackURL {
    let url: String
    let host: String?

    init(_ address: String) {
        guard var parts = URLComponents(string: address), let name = parts.host, name.hasSuffix(".localhost") else {
            url = address
            host = nil
            return
        }
        host = name + (parts.port.map { ":\($0)" } ?? "")
        parts.host = "127.0.0.1"
        url = parts.string ?? address
    }
}
