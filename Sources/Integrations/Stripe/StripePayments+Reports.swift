// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
import Foundation
package import Values

extension StripePayments {
    /// What Stripe has told since: its events, which it keeps for thirty days (docs.stripe.com/api/events/list, read 2026-11-21).
    package func reports(since moment: Instant) async throws -> PaymentReports {
        let account = try await api.account()
        guard !account.secretKey.isEmpty else { return .refused(code: "no-account") }
        var reports: [PaymentReport] = []
        var last: String?
        while true {
            let page: EventPage
            switch try await events(since: moment, after: last) {
            case .object(let found): page = found
            case .missing: return .refused(code: "stripe:missing")
            case .refused(let code): return .refused(code: code)
            case .unreachable: return .unreachable
            }
            // An event of a kind to come is none of ours; one that cannot be read would be refused as a message too.
            reports += page.events.compactMap { body in
                guard let event = try? StripeEvent(body), event.livemode == account.isLive else { return nil }
                return try? event.report(in: body)
            }
            guard page.hasMore, let end = page.lastID else { break }
            last = end
        }
        // They come newest first.
        return .reports(reports.reversed())
    }

    /// What a provider answers to somebody it is to know.
    package enum Greeting: Sendable {
        case welcome
        case refused(code: String)
        case unreachable
    }

    /// Whether Stripe takes the key: a question about nobody.
    package func greet() async throws -> Greeting {
        let call = try await api.call(.get, "/v1/events?limit=1")
        let answer: StripeAnswer<EventPage> = StripeAnswer(try await api.door.call(recipient, call))
        return switch answer {
        case .object: .welcome
        case .missing: .refused(code: "stripe:missing")
        case .refused(let code): .refused(code: code)
        case .unreachable: .unreachable
        }
    }

    private func events(since moment: Instant, after last: String?) async throws -> StripeAnswer<EventPage> {
        var path = "/v1/events?created%5Bgte%5D=\(moment.seconds)&limit=50"
        if let last { path += "&starting_after=\(StripeForm.pathPart(last))" }
        return StripeAnswer(try await api.door.call(recipient, await api.call(.get, path)))
    }
}

/// One page of `GET /v1/events`, each event as the bytes a webhook would have had.
private struct EventPage: Decodable {
    let events: [[UInt8]]
    let hasMore: Bool
    let lastID: String?

    private enum CodingKeys: String, CodingKey {
        case data
        case hasMore = "has_more"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let items = try container.decode([JSONItem].self, forKey: .data)
        hasMore = try container.decode(Bool.self, forKey: .hasMore)
        let encoder = JSONEncoder()
        events = try items.map { [UInt8](try encoder.encode($0)) }
        lastID = items.last.flatMap { if case .object(let fields) = $0 { fields["id"]?.text } else { nil } }
    }
}

/// Any JSON, to be written down again as it was read.
private enum JSONItem: Codable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONItem])
    case object([String: JSONItem])

    var text: String? { if case .string(let text) = self { text } else { nil } }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONItem].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONItem].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
