// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Values

/// The bodies of Airalo's answers, spelled as on the wire, as far as they are used.

/// An order, of eSIMs or of more data for one.
struct AiraloOrder: Decodable, Sendable {
    struct Status: Decodable {
        let slug: String
    }

    let id: Int
    let description: String?
    /// Days. A number, and a text in lists.
    let data: String?
    let sims: [AiraloSim]?
    let status: Status?

    /// What our references name it by.
    var reference: String { String(id) }
    var isFailed: Bool { status?.slug == "failed" }

    /// `1 GB`, `500 MB`; 0 where the amount is without end.
    var totalBytes: Int64 {
        guard let match = (data ?? "").wholeMatch(of: /([\d.]+) ?(GB|MB)/), let amount = Double(match.1) else {
            return 0
        }
        return Int64(amount * (match.2 == "GB" ? 1_024 : 1)) * AiraloUsage.bytesPerMegabyte
    }
}

struct AiraloSim: Decodable, Sendable {
    let iccid: String
    /// The whole `LPA:1$…` text.
    let qrcode: String
}

/// An order that waits in their queue.
struct AiraloAccepted: Decodable {
    let requestID: String

    enum CodingKeys: String, CodingKey {
        case requestID = "request_id"
    }
}

/// What a profile has used, in megabytes. Answers are up to twenty minutes old.
struct AiraloUsage: Decodable, Sendable {
    static let bytesPerMegabyte: Int64 = 1_048_576

    let remaining: Int64
    let total: Int64
    let expiredAt: String?
    let status: String

    enum CodingKeys: String, CodingKey {
        case remaining, total, status
        case expiredAt = "expired_at"
    }

    /// Nil where the supplier does not know, or says what this adapter has never heard of.
    var esimStatus: EsimStatus? {
        let state: EsimState
        switch status {
        case "NOT_ACTIVE": state = .ready
        case "ACTIVE": state = .inUse
        case "FINISHED": state = .usedUp
        case "EXPIRED", "RECYCLED": state = .expired
        default: return nil
        }
        return EsimStatus(
            state: state, totalBytes: total * Self.bytesPerMegabyte,
            usedBytes: max(0, total - remaining) * Self.bytesPerMegabyte,
            expiresAt: state == .ready ? nil : expiredAt.flatMap(Instant.init(airaloTime:)))
    }
}

extension Instant {
    /// `2026-12-21 00:00:00`, UTC.
    init?(airaloTime text: String) {
        // Not a time: shown as "not known".
        guard let date = try? Date(text.replacing(" ", with: "T") + "Z", strategy: .iso8601) else { return nil }
        self.init(date)
    }
}

/// A country or region with everything sold there.
struct AiraloPlace: Decodable {
    struct Operator: Decodable {
        let packages: [AiraloPackage]
    }

    let operators: [Operator]
}

struct AiraloPackage: Decodable {
    let id: String
    /// What we pay, in US dollars.
    let netPrice: Double?
    let price: Double
    /// Megabytes.
    let amount: Int64
    let day: Int
    let isUnlimited: Bool

    enum CodingKeys: String, CodingKey {
        case id, price, amount, day
        case netPrice = "net_price"
        case isUnlimited = "is_unlimited"
    }

    /// Nil for data without end, which we do not sell.
    var offer: SupplierOffer? {
        guard !isUnlimited, amount > 0 else { return nil }
        return SupplierOffer(
            code: id, price: Int64(((netPrice ?? price) * 10_000).rounded()),
            bytes: amount * AiraloUsage.bytesPerMegabyte, days: day)
    }
}

/// What is left of our money.
struct AiraloBalance: Decodable {
    struct Balances: Decodable {
        let availableBalance: Amount?
    }

    struct Amount: Decodable {
        let amount: Double
        let currency: String
    }

    /// An empty list where there is no account.
    let balances: Balances?

    enum CodingKeys: String, CodingKey {
        case balances
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        balances = try? container.decode(Balances.self, forKey: .balances)  // See above.
    }
}
