// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Policy
import Values
import Vault

extension StorefrontRoutes {
    /// The page behind the signed link. While the order waits for its money the gateway is asked, so that whoever comes
    /// back from it reads the truth whether or not its message has arrived.
    @Sendable func orderPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let current = try await current(link, services.shop)
        return Response.page(
            context.sheet.orderPage(
                OrderModel(current.order, isStale: current.isStale, services: services, at: clock.now())))
    }

    /// The state alone, for the script that keeps the page true.
    @Sendable func orderState(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let order = try await current(link, services.shop, notOlderThan: Self.polledFreshness).order
        let answer = OrderStateAnswer(
            state: order.watched, standing: OrderStanding(order).key, esims: order.esims.count)
        let body = try JSONEncoder().encode(answer)
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    @Sendable func returnFromPayment(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        _ = try await services.shop.returnFromPayment(link.order, as: link.caller)
        return .seeOther(context.sheet.path("/orders/\(link.token)"), on: context.sheet)
    }

    @Sendable func payAgain(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let form = try await Form.read(request, context)
        try slowDown(context)
        let sheet = context.sheet
        let way = form["way"].isEmpty ? nil : RecipientID(String(form["way"].prefix(40)))
        return try await pay(link.order, token: link.token, with: way, as: link.caller, services, sheet) {
            .seeOther(
                sheet.path("/orders/\(link.token)"), saying: Flash(.problem, "storefront.order.pay-unreachable"),
                on: sheet)
        }
    }

    @Sendable func cancelOrder(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        _ = try await Form.read(request, context)
        let flash: Flash
        switch try await services.shop.cancelOrder(link.order, as: link.caller) {
        case .cancelled: flash = Flash(.success, "storefront.order.cancel-done")
        case .tooLate: flash = Flash(.notice, "storefront.order.cancel-late")
        case .notFound: throw PageProblem(.notFound)
        }
        return .seeOther(context.sheet.path("/orders/\(link.token)"), saying: flash, on: context.sheet)
    }

    struct OrderLink {
        let token: String
        let order: ID<Order>
        let caller: Caller
    }

    /// An altered link is a page that does not exist; one of an erased buyer leads nowhere any more.
    func open(_ context: PageContext, _ shop: Shop) async throws -> OrderLink {
        guard let token = context.parameters.get("token") else { throw PageProblem(.notFound) }
        switch try await shop.openOrderLink(token) {
        case .opened(let order, let caller): return OrderLink(token: token, order: order, caller: caller)
        case .erased: throw PageProblem(.gone, "storefront.order.erased")
        case .notFound: throw PageProblem(.notFound, "storefront.order.unknown")
        }
    }

    /// The order after whoever knows more has been asked.
    func current(
        _ link: OrderLink, _ shop: Shop, notOlderThan freshness: Duration? = nil
    ) async throws -> (order: BuyerOrder, isStale: Bool) {
        let order = try await show(link, shop)
        switch order.state {
        case .awaitingPayment:
            let asked = try await shop.returnFromPayment(link.order, as: link.caller)
            let isSame = asked == .order(order.state) || asked == .unknown
            return (isSame ? order : try await show(link, shop), false)
        case .delivered, .frozen:
            let told = try await shop.refreshUsage(link.order, as: link.caller, notOlderThan: freshness)
            return (try await show(link, shop), told == .stale)
        case .paid, .delivering, .held, .needsAttention, .refunding, .refunded, .cancelled, .expired:
            return (order, false)
        }
    }

    func show(_ link: OrderLink, _ shop: Shop) async throws -> BuyerOrder {
        switch try await shop.showOrder(link.order, as: link.caller) {
        case .order(let order): return order
        case .refused(.erased): throw PageProblem(.gone, "storefront.order.erased")
        case .refused: throw PageProblem(.forbidden, "storefront.order.restricted")
        case .notFound: throw PageProblem(.notFound, "storefront.order.unknown")
        }
    }
}

private struct OrderStateAnswer: Encodable {
    let state: String
    let standing: String
    let esims: Int
}
