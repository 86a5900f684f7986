// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Values

/// What staff do about an order. Each can be sent twice: the second time says that it was done.
extension ConsoleRoutes {
    @Sendable func refund(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        var form = try await Form.read(request, context)
        guard let reason = form.choice("reason", of: RefundReason.self) else {
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        }
        switch try await desk.services.shop.refundOrder(id, because: reason, as: desk.caller) {
        case .begun: return desk.done(.success, "console.done.refund", to: "/orders/\(id)")
        case .already: return desk.done(.notice, "console.done.refund-already", to: "/orders/\(id)")
        case .notPossible: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func retrySupply(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.retrySupply(id, as: desk.caller) {
        case .begun: return desk.done(.success, "console.done.supply", to: "/orders/\(id)")
        case .notPossible: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func sendConfirmation(
        _ request: Request, _ context: PageContext, _ desk: Desk
    ) async throws -> Response {
        try await resend(.confirmation, request, context, desk)
    }

    @Sendable func sendActivation(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        try await resend(.activation, request, context, desk)
    }

    private func resend(
        _ kind: OrderMailKind, _ request: Request, _ context: PageContext, _ desk: Desk
    ) async throws -> Response {
        let id = try orderID(context)
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.resendMail(kind, of: id, as: desk.caller) {
        case .queued: return desk.done(.success, "console.done.mail", to: "/orders/\(id)")
        case .already, .tooMany: return desk.done(.notice, "console.done.mail-already", to: "/orders/\(id)")
        case .nothingToResend: return desk.done(.problem, "console.done.mail-none", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func cancel(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.cancelOrder(id, as: desk.caller) {
        case .cancelled: return desk.done(.success, "console.done.cancel", to: "/orders/\(id)")
        case .tooLate: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        }
    }

    @Sendable func resolve(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ ID<Attention>($0) }) else { throw PageProblem(.notFound) }
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.workOnOrders.resolve(id, as: desk.caller) {
        case .resolved: return desk.done(.success, "console.done.resolved", to: ConsoleArea.orders.path)
        case .already: return desk.done(.notice, "console.done.resolved-already", to: ConsoleArea.orders.path)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}
