// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values
import Vault

/// What staff do about an order. Each can be sent twice: the second time says that it was done.
extension ConsoleRoutes {
    @Sendable func refund(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        var form = try await Form.read(request, context)
        guard let reason = form.choice("reason", of: RefundReason.self) else {
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        }
        let outcome: RefundOrder.Outcome
        if form["part"].trimmingSpaces().isEmpty {
            outcome = try await desk.services.shop.refundOrder(id, because: reason, as: desk.caller)
        } else {
            guard let part = form.part(in: try await desk.look(at: id).order.order.amount.currency) else {
                return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
            }
            outcome = try await desk.services.shop.refundOrder.part(part, of: id, because: reason, as: desk.caller)
        }
        switch outcome {
        case .begun: return desk.done(.success, "console.done.refund", to: "/orders/\(id)")
        case .already: return desk.done(.notice, "console.done.refund-already", to: "/orders/\(id)")
        case .notPossible: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
        case .notSoMuch:
            form.refuse("part", "console.action.part-too-much")
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func retrySupply(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.retrySupply(id, as: desk.caller) {
        case .begun: return desk.done(.success, "console.done.supply", to: "/orders/\(id)")
        // Nothing is supplied that is not paid, or that somebody has still to look at: whoever asks.
        case .notPossible(.awaitingPayment), .notPossible(.expired), .notPossible(.cancelled), .notPossible(.held):
            throw PageProblem(.forbidden)
        case .notPossible: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// Releases or refuses an order that is held.
    @Sendable func decideReview(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        var form = try await Form.read(request, context)
        let decision = form.choice("decision", of: DecideReview.Decision.self)
        let note = form.text("note", atMost: 500)
        guard let decision, let note else {
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        }
        switch try await desk.services.shop.decideReview(decision, of: id, note: note, as: desk.caller) {
        case .released: return desk.done(.success, "console.done.released", to: "/orders/\(id)")
        case .refused: return desk.done(.success, "console.done.refused", to: "/orders/\(id)")
        case .already: return desk.done(.notice, "console.done.not-now", to: "/orders/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// Shows what whoever decided wrote; the vault writes down who asked.
    @Sendable func readReviewNote(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        _ = try await Form.read(request, context)
        switch try await desk.services.shop.workOnOrders.openReviewNote(of: id, for: .support, as: desk.caller) {
        case .opened(let note): return desk.orderPage(try await desk.look(at: id), note: note.expose())
        case .refused, .erased: return desk.done(.problem, "console.done.not-now", to: "/orders/\(id)")
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

extension Form {
    /// A part of the price as it was typed, in the currency's smallest unit.
    fileprivate mutating func part(in currency: Currency) -> Int64? {
        let typed = self["part"].filter { !" ₫đ$".contains($0) }
        let units =
            switch currency {
            case .vnd: Int64(typed.filter { $0 != "." && $0 != "," })
            case .usd: Prices.cents(typed.replacing(",", with: "."))
            }
        if units == nil { refuse("part", "console.action.part-malformed") }
        return units
    }
}
