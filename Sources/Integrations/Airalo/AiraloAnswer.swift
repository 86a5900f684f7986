// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation

/// What Airalo's answer means for whoever asked (developers.partners.airalo.com, "Error handling" and "Rate limits", read 2026-11-21).
enum AiraloAnswer<Object: Decodable> {
    case object(Object)
    /// There is no such thing.
    case missing
    case refused(SupplyRefusal)
    /// Nothing was done, and may be later: no connection, too many requests, no token.
    case notTaken
    /// No answer, or one that leaves open what was done.
    case unclear
}

extension AiraloAnswer {
    init(_ outcome: DisclosureOutcome) {
        switch outcome {
        case .answered(.http(let status, _, let body), _): self.init(status: status, body: body)
        case .answered: self = .unclear
        case .refused(let refusal): self = .refused(.notDisclosed(code: refusal.code))
        case .undelivered(.notSent): self = .notTaken
        case .undelivered: self = .unclear
        }
    }

    /// An answer that cannot be read counts as none: what was asked for may have happened.
    init(status: Int, body: [UInt8]) {
        switch status {
        case 200..<300:
            let reply = try? JSONDecoder().decode(AiraloReply<Object>.self, from: Data(body))  // See above.
            self = reply.map { .object($0.data) } ?? .unclear
        case 404: self = .missing
        case 429: self = .notTaken
        case 400..<500:
            let failure = try? JSONDecoder().decode(AiraloFailure.self, from: Data(body))  // A proxy's page, perhaps.
            self =
                failure?.meaning.map { .refused($0) }
                ?? (failure?.code == 53 ? .unclear : .refused(.other(code: "http-\(status)")))
        default: self = .unclear
        }
    }

    func map<Other>(_ transform: (Object) -> Other) -> AiraloAnswer<Other> {
        switch self {
        case .object(let object): .object(transform(object))
        case .missing: .missing
        case .refused(let refusal): .refused(refusal)
        case .notTaken: .notTaken
        case .unclear: .unclear
        }
    }
}

/// The envelope of every answer that brings something.
struct AiraloReply<Object: Decodable>: Decodable {
    let data: Object
}

/// Stands for an object nobody reads.
struct AiraloUnread: Decodable {
    init(from _: any Decoder) {}
}

/// `{"code": 11, "reason": …}`, or the fields that were wrong under `data`. Messages stay unread.
private struct AiraloFailure: Decodable {
    let code: Int?
    let fields: Set<String>

    enum CodingKeys: String, CodingKey {
        case code, data
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try? container.decode(Int.self, forKey: .code)  // Left out, or a text at the edge.
        // A list where no field was wrong.
        let wrong = try? container.nestedContainer(keyedBy: FieldName.self, forKey: .data)
        fields = Set(wrong?.allKeys.map(\.stringValue) ?? [])
    }

    /// Nil where the code tells nothing.
    var meaning: SupplyRefusal? {
        switch code {
        case 11: return .noBalance
        case 33, 34: return .outOfStock
        case 23: return .notOffered
        case 73: return .wrongState
        case 53: return nil
        case .some(let code): return .other(code: "airalo-\(code)")
        case nil: break
        }
        if fields.contains("package_id") { return .unknownPackage }
        if fields.contains("quantity") { return .outOfStock }
        if fields.contains("iccid") { return .unknownProfile }
        return fields.min().map {
            .other(code: "field-\($0.filter { $0.isASCII && ($0.isLetter || $0 == "_") }.prefix(40))")
        }
    }

    private struct FieldName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue _: Int) { nil }
    }
}
