// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import HTTPTypes
import Policy
import Values
import Vault

extension APIRoutes {
    static let orderRoutes = [
        Route(Operation<Page<ListedOrder>>.listOrders), Route(Operation<StaffOrder>.readOrder),
        Route(Operation<OpenedBuyer>.readBuyer),
        Route(
            refusing: .patch, at: "/orders/{id}", id: "changeOrder",
            summary: "An order is what was agreed: nobody may change it.", [orderID]),
        Route(
            refusing: .delete, at: "/orders/{id}", id: "deleteOrder",
            summary: "An order is what was agreed: nobody may delete it.", [orderID]),
    ]

    static let orderID = Parameter.path("id", .id, "The order.")
}

extension Operation where Output == Page<ListedOrder> {
    static let listOrders = Operation(
        id: "listOrders", method: .get, path: "/orders", summary: "Orders, newest first, without anything personal.",
        scope: .readOrders,
        parameters: [
            .query("state", .choice(OrderState.allCases.map(\.rawValue)), "Those in this state alone."),
            .query("after", .id, "Goes on behind this order: `next` of the page before."), .limit,
        ],
        output: .page("OrderPage", of: .listedOrder, next: .id),
        refusals: [.forbidden]
    ) { asked, services, client in
        var filter = OrderFilter(
            states: Set([asked.text("state").flatMap { OrderState(rawValue: $0) }].compactMap { $0 }),
            after: asked.text("after").flatMap { ID<Order>($0) }, limit: asked.limit)
        filter.limit += 1
        guard case .orders(let found, _) = try await services.shop.workOnOrders.list(filter, as: client.caller) else {
            return .refused(.forbidden)
        }
        let shown = Array(found.prefix(asked.limit))
        return .here(Page(items: shown, next: found.count > shown.count ? shown.last.map { "\($0.id)" } : nil))
    }
}

extension Operation where Output == StaffOrder {
    static let readOrder = Operation(
        id: "readOrder", method: .get, path: "/orders/{id}", summary: "One order, without anything personal.",
        scope: .readOrders, parameters: [APIRoutes.orderID], output: .order, refusals: [.notFound, .forbidden]
    ) { asked, services, client in
        guard let id = asked.text("id").flatMap({ ID<Order>($0) }) else { return .refused(.notFound) }
        switch try await services.shop.workOnOrders.show(id, as: client.caller) {
        case .order(let order): return .here(order)
        case .notFound: return .refused(.notFound)
        case .forbidden: return .refused(.forbidden)
        }
    }
}

extension Operation where Output == OpenedBuyer {
    static let readBuyer = Operation(
        id: "readBuyer", method: .get, path: "/orders/{id}/buyer",
        summary:
            "The buyer's address, opened for a stated purpose. The record says that it was, and the buyer can read it.",
        scope: .readBuyers,
        parameters: [
            APIRoutes.orderID,
            .query(
                "purpose", .choice(Purpose.allCases.map(\.rawValue)), isRequired: true,
                "What for: a purpose the privacy policy declares."),
        ],
        output: .buyer, refusals: [.notFound, .forbidden], mayBeKept: false
    ) { asked, services, client in
        guard let id = asked.text("id").flatMap({ ID<Order>($0) }),
            let purpose = asked.text("purpose").flatMap(Purpose.init(rawValue:))
        else { return .refused(.notFound) }
        switch try await services.shop.workOnOrders.openEmail(of: id, for: purpose, as: client.caller) {
        case .opened(let email): return .here(OpenedBuyer(email: email, purpose: purpose))
        case .erased, .notFound: return .refused(.notFound)
        case .refused, .forbidden: return .refused(.forbidden)
        }
    }
}
