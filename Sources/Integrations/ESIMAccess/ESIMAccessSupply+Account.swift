// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
package import Values

/// A plan in the supplier's price list.
package struct ESIMAccessPackage: Decodable, Hashable, Sendable {
    package let packageCode: String
    package let slug: String?
    package let name: String
    /// US dollars × 10,000.
    package let price: Int64
    /// Bytes.
    package let volume: Int64
    package let duration: Int
    package let durationUnit: String
    package let location: String
}

/// Questions about nobody: prices, our balance, where notifications go. Nil means no answer worth reading.
extension ESIMAccessSupply: SupplierAccount {
    package enum PackageKind: String, Sendable {
        case base = "BASE"
        case topUp = "TOPUP"
    }

    /// `location` is an ISO 3166-1 code or a region of theirs; empty for all.
    package func packages(_ kind: PackageKind, location: String = "") async throws -> [ESIMAccessPackage]? {
        let request = PackageListRequest(locationCode: location, type: kind.rawValue)
        let answer: ESIMAccessAnswer<PackageList> = try await api.ask("package/list", body: request)
        guard case .object(let list) = answer else { return nil }
        return list.packageList
    }

    /// US dollars × 10,000.
    package func balance() async throws -> Int64? {
        let answer: ESIMAccessAnswer<Balance> = try await api.ask("balance/query", body: NoParameters())
        guard case .object(let account) = answer else { return nil }
        return account.balance
    }

    /// What the supplier answers to somebody it is to know.
    package enum Greeting: Sendable {
        /// With what is left there, in US dollars × 10,000.
        case welcome(balance: Int64)
        case refused(code: String)
        case unreachable
    }

    /// Whether the supplier takes the account: the question for its balance.
    package func greet() async throws -> Greeting {
        let answer: ESIMAccessAnswer<Balance> = try await api.ask("balance/query", body: NoParameters())
        return switch answer {
        case .object(let account): .welcome(balance: account.balance)
        case .refused(let refusal): .refused(code: "\(refusal.code)")
        case .allocating, .notTaken, .unreachable: .unreachable
        }
    }

    /// Only profiles are listed, so an order whose profiles are still being made is not among them.
    package func orders(since moment: Instant) async throws -> [SupplierRecord]? {
        var records: [String: SupplierRecord] = [:]
        for page in 1...200 {
            let request = QueryRequest(
                startTime: moment.description, endTime: (api.clock.now() + .days(1)).description,
                pager: Pager(pageNum: page, pageSize: 500))
            let answer: ESIMAccessAnswer<ProfileList> = try await api.ask("esim/query", body: request)
            guard case .object(let list) = answer else { return nil }
            for profile in list.esimList {
                records[profile.orderNo] = SupplierRecord(
                    reference: profile.orderNo, transaction: profile.transactionId)
            }
            if list.esimList.count < 500 { break }
        }
        return records.values.sorted { $0.reference < $1.reference }
    }

    /// Has notifications sent to `url`, whose last part is the webhook secret; true when the supplier agreed.
    package func sendNotifications(to url: String) async throws -> Bool {
        let answer: ESIMAccessAnswer<Unread> = try await api.ask("webhook/save", body: WebhookRequest(webhook: url))
        if case .object = answer { return true }
        return false
    }
}
