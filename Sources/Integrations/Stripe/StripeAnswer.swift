// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation

/// What Stripe's answer means for whoever asked (docs.stripe.com/api/errors, docs.stripe.com/error-low-level).
enum StripeAnswer<Object: Decodable> {
    case object(Object)
    /// There is no such thing.
    case missing
    /// No, and repeating changes nothing. The code is Stripe's own word; its messages stay unread, as they quote data.
    case refused(code: String)
    /// No answer, or "later": safe to repeat under the same idempotency key.
    case unreachable
}

extension StripeAnswer {
    init(_ outcome: DisclosureOutcome) {
        switch outcome {
        case .answered(.http(let status, let headers, let body), _):
            self.init(status: status, headers: headers, body: body)
        case .answered: self = .unreachable
        case .refused(let refusal): self = .refused(code: "door:" + refusal.code)
        case .undelivered: self = .unreachable
        }
    }

    /// An answer that cannot be read counts as none: what was asked for may have happened.
    init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        if (200..<300).contains(status) {
            let object = try? JSONDecoder().decode(Object.self, from: Data(body))  // Unreadable: as if not answered.
            self = object.map { .object($0) } ?? .unreachable
            return
        }
        let failure = try? JSONDecoder().decode(StripeFailure.self, from: Data(body))  // A proxy's page, perhaps.
        let advice = headers.first { $0.name.lowercased() == "stripe-should-retry" }?.value.lowercased()
        switch status {
        case 404 where failure?.error.code == "resource_missing": self = .missing
        case _ where advice == "true": self = .unreachable
        case 409, 424, 429, 500...: self = advice == "false" ? .refused(code: code(failure, status)) : .unreachable
        default: self = .refused(code: code(failure, status))
        }

        func code(_ failure: StripeFailure?, _ status: Int) -> String {
            let word = failure?.error.declineCode ?? failure?.error.code ?? failure?.error.type ?? "http-\(status)"
            let plain = word.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
            return "stripe:" + plain.prefix(60)
        }
    }
}

private struct StripeFailure: Decodable {
    struct Details: Decodable {
        let type: String
        let code: String?
        let declineCode: String?

        enum CodingKeys: String, CodingKey {
            case type, code
            case declineCode = "decline_code"
        }
    }
    let error: Details
}
