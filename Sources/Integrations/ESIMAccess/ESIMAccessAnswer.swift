// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation

/// What eSIM Access's answer means for whoever asked. It says no with HTTP 200, `success: false` and a code.
enum ESIMAccessAnswer<Object: Decodable> {
    case object(Object)
    /// The profiles of the order are still being made (200010).
    case allocating
    case refused(SupplyRefusal)
    /// Nothing was done, and may be later: no connection, too many requests.
    case notTaken
    /// No answer, or one that leaves open what was done: safe to repeat.
    case unreachable
}

extension ESIMAccessAnswer {
    init(_ outcome: DisclosureOutcome) {
        switch outcome {
        case .answered(.http(let status, _, let body), _): self.init(status: status, body: body)
        case .answered: self = .unreachable
        case .refused(let refusal): self = .refused(.notDisclosed(code: refusal.code))
        case .undelivered(.notSent): self = .notTaken
        case .undelivered: self = .unreachable
        }
    }

    /// An answer that cannot be read counts as none: what was asked for may have happened.
    init(status: Int, body: [UInt8]) {
        guard (200..<300).contains(status) else {
            self = status == 429 ? .notTaken : status >= 500 ? .unreachable : .refused(.other(code: "http-\(status)"))
            return
        }
        // Unreadable: as if not answered.
        guard let reply = try? JSONDecoder().decode(ESIMAccessReply<Object>.self, from: Data(body)) else {
            self = .unreachable
            return
        }
        if reply.success {
            self = reply.object.map { .object($0) } ?? .unreachable
        } else {
            self = Self.meaning(of: reply.errorCode ?? "")
        }
    }

    /// docs.esimaccess.com, "Error codes".
    private static func meaning(of code: String) -> ESIMAccessAnswer {
        switch code {
        case "200010": .allocating
        // Busy, their own failure, and our clock: each passes, or needs a person after a while.
        case "900001", "000001", "101001", "": .unreachable
        case "200002", "200009": .refused(.wrongState)
        case "200005", "200006": .refused(.priceChanged)
        case "200007": .refused(.noBalance)
        case "200011": .refused(.outOfStock)
        case "310241", "310243": .refused(.unknownPackage)
        case "310272", "310403": .refused(.unknownProfile)
        default: .refused(.other(code: String(code.filter { $0.isASCII && $0.isNumber }.prefix(12))))
        }
    }
}

/// The envelope of every answer. `success` is a boolean, and a text in some answers.
private struct ESIMAccessReply<Object: Decodable>: Decodable {
    let success: Bool
    let errorCode: String?
    let object: Object?

    enum CodingKeys: String, CodingKey {
        case success, errorCode
        case object = "obj"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try? container.decode(String.self, forKey: .success) {  // Not a text: then a boolean.
            success = text == "true"
        } else {
            success = try container.decode(Bool.self, forKey: .success)
        }
        errorCode = try container.decodeIfPresent(String.self, forKey: .errorCode)
        object = success ? try container.decodeIfPresent(Object.self, forKey: .object) : nil
    }
}

/// Stands for an object nobody reads.
struct Unread: Decodable {
    init(from _: any Decoder) {}
}
