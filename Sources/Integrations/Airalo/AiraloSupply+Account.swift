// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Foundation
package import Values

/// Questions about nobody: prices, our money, our orders, where notifications go.
extension AiraloSupply: SupplierPriceList, SupplierAccount {
    private static let pageSize = 500
    private static let pages = 40

    /// Top-ups are listed beside what they top up.
    package func packages() async throws -> [SupplierOffer]? {
        guard let places: [AiraloPlace] = try await all("packages?include=topup") else { return nil }
        return places.flatMap(\.operators).flatMap(\.packages).compactMap(\.offer)
    }

    /// Nil, too, when the money is kept in anything but US dollars.
    package func balance() async throws -> Int64? {
        let answer: AiraloAnswer<AiraloBalance> = try await api.get("balance")
        guard case .object(let account) = answer else { return nil }
        guard let left = account.balances?.availableBalance else { return 0 }
        return left.currency == "USD" ? Int64((left.amount * 10_000).rounded()) : nil
    }

    /// Whole days: what they list is filtered by day.
    package func orders(since moment: Instant) async throws -> [SupplierRecord]? {
        let days = [moment, api.clock.now() + .days(1)].map { $0.description.prefix(10) }.joined(separator: " - ")
        let path = "orders?filter%5Bcreated_at%5D=\(StripeForm.pathPart(days))&include=status"
        guard let orders: [AiraloOrder] = try await all(path) else { return nil }
        return orders.filter { !$0.isFailed }.map {
            SupplierRecord(reference: $0.reference, transaction: $0.description)
        }
    }

    /// The kinds of notification one opts in to.
    package enum NotificationKind: String, Sendable, CaseIterable {
        case orders = "async_orders"
        case lowData = "webhook_low_data"
        case credit = "webhook_credit_limit"
    }

    /// Has notifications sent to `url`, which has to answer a HEAD with 200 at once; true when the supplier agreed.
    package func optIn(to kind: NotificationKind, at url: String) async throws -> Bool {
        let body = try JSONEncoder().encode(["type": kind.rawValue, "webhook_url": url])
        let answer: AiraloAnswer<AiraloUnread> = try await api.post("notifications/opt-in", json: [UInt8](body))
        if case .object = answer { return true }
        return false
    }

    /// Every page of a list; nil when one of them is missing.
    private func all<Item: Decodable>(_ path: String) async throws -> [Item]? {
        var items: [Item] = []
        for page in 1...Self.pages {
            let answer: AiraloAnswer<[Item]> = try await api.get("\(path)&limit=\(Self.pageSize)&page=\(page)")
            guard case .object(let found) = answer else { return nil }
            items += found
            if found.count < Self.pageSize { return items }
        }
        return nil
    }
}
