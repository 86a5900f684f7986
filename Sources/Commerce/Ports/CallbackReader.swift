// SPDX-License-Identifier: Apache-2.0

package import Values

/// Checks and reads what one provider posts to us. Pure: storing and acting on it are not its business.
package protocol CallbackReader: Sendable {
    /// The provider as the inbox knows it: `stripe`, `esim-access`.
    var provider: String { get }

    /// Checks a delivery over its raw bytes and splits it into messages.
    func verify(_ delivery: CallbackDelivery, at now: Instant) -> CallbackVerdict

    /// What the provider hears of a delivery that was stored, or of one that was not to be; nothing but the status by default.
    func answer(to delivery: CallbackDelivery, _ reception: CallbackReception) -> CallbackAnswer

    /// What one stored message means; throws when it lacks what it must say. Called by a worker, possibly more than once.
    func read(_ body: [UInt8]) throws -> CallbackMeaning
}

extension CallbackReader {
    package func answer(to _: CallbackDelivery, _ reception: CallbackReception) -> CallbackAnswer {
        switch reception {
        case .stored: CallbackAnswer(status: 200)
        case .refused: CallbackAnswer(status: 400)
        }
    }
}

/// What became of a delivery.
package enum CallbackReception: Sendable {
    case stored([CallbackMessage])
    case refused(reason: String)
}

package struct CallbackAnswer: Sendable {
    package let status: Int
    /// JSON, or nothing.
    package let body: String

    package init(status: Int, body: String = "") {
        self.status = status
        self.body = body
    }
}

/// An HTTP request as it came in.
package struct CallbackDelivery: Sendable {
    package let method: String
    /// What stands behind the account in the path, where a provider posts to several addresses.
    package let path: [String]
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// The last part of the path, where a provider that does not sign carries our secret.
    package let pathSecret: String?
    /// The address it came from, as far as the proxy tells.
    package let sender: String?

    package init(
        method: String = "POST", path: [String] = [], headers: [(name: String, value: String)], body: [UInt8],
        pathSecret: String? = nil, sender: String? = nil
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.pathSecret = pathSecret
        self.sender = sender
    }
}

package enum CallbackVerdict: Sendable {
    case genuine([CallbackMessage])
    /// A question of the protocol itself, such as for a token: answered, nothing stored.
    case asks(CallbackAnswer)
    /// Forged, stale or not for this address: answered 4xx, nothing stored. The reason is for the log.
    case refused(reason: String)
}

package struct CallbackMessage: Sendable {
    /// The provider's own id of the message, the same when it is delivered again.
    package let event: String
    package let body: [UInt8]

    package init(event: String, body: [UInt8]) {
        self.event = event
        self.body = body
    }
}

package enum CallbackMeaning: Sendable {
    case payment(PaymentReport)
    case transfer(IncomingTransfer)
    case supply(SupplyReport)
    /// A kind of message that asks nothing of us.
    case nothing
}
