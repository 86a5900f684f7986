// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    private static let pageSize = 50

    @Sendable func ordersPage(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let query = request.uri.queryParameters
        let group = query["state"].flatMap { OrderGroup(rawValue: String($0)) } ?? .all
        let typed = String((query["number"] ?? "").prefix(40))
        let filter = OrderFilter(
            states: group.states, number: typed, after: query["after"].flatMap { ID<Order>($0) },
            limit: Self.pageSize + 1)
        let answer = try await desk.services.shop.workOnOrders.list(filter, as: desk.caller)
        guard case .orders(let found, let counts) = answer else { throw PageProblem(.forbidden) }
        let list = OrderList(
            group: group, typed: typed, orders: Array(found.prefix(Self.pageSize)),
            counts: Dictionary(
                uniqueKeysWithValues: OrderGroup.allCases.map { group in
                    (group, group.states.reduce(0) { $0 + counts[$1, default: 0] })
                }),
            hasMore: found.count > Self.pageSize)
        return desk.ordersPage(list)
    }
}

/// A page of the list of orders.
struct OrderList: Sendable {
    let group: OrderGroup
    /// What was typed into the search field.
    let typed: String
    let orders: [ListedOrder]
    let counts: [OrderGroup: Int]
    let hasMore: Bool
}
