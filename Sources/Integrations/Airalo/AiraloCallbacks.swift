// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Crypto
import Foundation
package import Values

/// Checks and reads Airalo's webhooks: finished orders, little data or time left, little credit. Signed over the raw bytes; an answer
/// of 204 or above counts as a failure there, so that it is always 200.
package struct AiraloCallbacks: CallbackReader {
    package let provider = "airalo"
    private let account: AiraloAccount

    package init(account: AiraloAccount) {
        self.account = account
    }

    package func verify(_ delivery: CallbackDelivery, at _: Instant) -> CallbackVerdict {
        guard delivery.path.isEmpty else { return .refused(reason: "no such address") }
        // Asked when somebody opts in, to see whether anybody answers.
        if delivery.method == "HEAD" { return .asks(CallbackAnswer(status: 200)) }
        guard delivery.method == "POST" else { return .refused(reason: "no such address") }
        let header = delivery.headers.first { $0.name.lowercased() == "airalo-signature" }?.value
        guard AiraloSignature.isGenuine(header, of: delivery.body, secret: account.clientSecret) else {
            return .refused(reason: header == nil ? "signature header missing" : "signature does not match")
        }
        guard (try? AiraloNotice(delivery.body)) != nil else {  // Signed all the same: of a kind we never asked for.
            return .refused(reason: "not a notification")
        }
        // They carry no id of their own.
        let event = "sha256:" + SHA256.hash(data: delivery.body).hexadecimal
        return .genuine([CallbackMessage(event: event, body: delivery.body)])
    }

    package func read(_ body: [UInt8]) throws -> CallbackMeaning {
        let notice = try AiraloNotice(body)
        let event = "sha256:" + SHA256.hash(data: body).hexadecimal
        if let request = notice.requestID {
            return .supply(
                SupplyReport(
                    event: event, subject: .allocation, transaction: notice.description, reference: request))
        }
        if let iccid = notice.iccid {
            return .supply(
                SupplyReport(event: event, subject: .usage, transaction: nil, reference: nil, profile: iccid))
        }
        if notice.remaining != nil {
            return .supply(SupplyReport(event: event, subject: .balance, transaction: nil, reference: nil))
        }
        return .nothing
    }
}

/// Any of their notifications: each kind is known by what it has.
private struct AiraloNotice: Decodable {
    /// Of an order that waited in the queue; what it became stands beside it, and is asked for all the same.
    let requestID: String?
    let description: String?
    /// Of a profile with little data or time left.
    let iccid: String?
    /// Of our credit.
    let remaining: Double?

    enum CodingKeys: String, CodingKey {
        case description, iccid, remaining
        case requestID = "request_id"
    }

    init(_ body: [UInt8]) throws {
        self = try JSONDecoder().decode(AiraloNotice.self, from: Data(body))
    }
}
