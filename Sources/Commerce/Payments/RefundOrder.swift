// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Policy
import Storage
package import Values
package import Vault

/// Decides that an order's money goes back. A job carries it out; asking twice gives it back once.
package struct RefundOrder: Sendable {
    package enum Outcome: Hashable, Sendable {
        case begun
        /// On its way back already.
        case already(OrderState)
        /// Nothing was paid, or a dispute has to be settled first.
        case notPossible(OrderState)
        /// More than is left of the payment, or a part of what a bank transfer paid.
        case notSoMuch(left: Money)
        case notFound
        case forbidden
    }

    let foundation: ShopFoundation

    package func callAsFunction(
        _ id: ID<Order>, because reason: RefundReason, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let now = foundation.clock.now()
        let move = OrderMove(
            .requestRefund, id, by: caller.actor, detail: reason.rawValue, at: now, with: foundation.seals)
        // More tries than one are paid at most by mistake; each payment has a refund of its own.
        let ids = (0..<8).map { _ in ID<Refund>.timeOrdered(at: now) }
        let entry = AuditEntry(
            log: .evidence, type: "refund.requested", at: now, object: id.cast(), by: caller.staffID,
            purpose: Purpose.purchase.rawValue, outcome: reason.rawValue)
        return try await foundation.data.write { session in
            switch try move.apply(in: session) {
            case .moved:
                let paid = try PaymentQueries.payments(of: id, in: session).filter { $0.state == .paid }
                for (payment, refund) in zip(paid, ids) {
                    try RefundQueries.insertRest(of: payment, refund, because: reason, at: now, in: session)
                }
                try OrderEventQueries.resolveAll(of: id, at: now, in: session)
                try entry.insert(in: session)
                return .begun
            case .unchanged(let order): return .already(order.state)
            case .refused(let order): return .notPossible(order.state)
            case .noSuchOrder: return .notFound
            }
        }
    }

    /// Gives a part back; the order goes on as it is. What is left goes back by `callAsFunction`.
    package func part(
        _ amount: Int64, of id: ID<Order>, because reason: RefundReason, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let now = foundation.clock.now()
        let refund = ID<Refund>.timeOrdered(at: now)
        let event = ID<OrderEvent>.timeOrdered(at: now)
        let job = Job(ShopJob.refundOrder, about: id, at: now, exclusive: true)
        let entry = AuditEntry(
            log: .evidence, type: "refund.part-requested", at: now, object: id.cast(), by: caller.staffID,
            purpose: Purpose.purchase.rawValue, outcome: reason.rawValue)
        let cards = Set(foundation.processors.all.filter { $0.method == .card }.map(\.recipient))
        return try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session) else { return .notFound }
            guard [.paid, .delivering, .delivered, .needsAttention].contains(order.state) else {
                return .notPossible(order.state)
            }
            let payments = try PaymentQueries.payments(of: id, in: session)
            guard let payment = payments.first(where: { $0.state == .paid }) else { return .notPossible(order.state) }
            let left = try RefundQueries.left(of: payment, in: session)
            guard cards.contains(payment.processor) else { return .notSoMuch(left: .zero(left.currency)) }
            guard (1..<max(1, left.minorUnits)).contains(amount) else { return .notSoMuch(left: left) }
            let part = Money(minorUnits: amount, currency: left.currency)
            try RefundQueries.insert(Refund(refund, of: payment, part, because: reason, at: now), in: session)
            try OrderEventQueries.insert(
                OrderEvent(
                    id: event, kind: OrderEvent.partRequested, state: order.state, actor: caller.actor,
                    detail: reason.rawValue, at: now), of: id, in: session)
            try job.insert(in: session)
            try entry.insert(in: session)
            return .begun
        }
    }
}

extension Caller {
    var staffID: PersonID? {
        if case .staff(let member) = self { member.id } else { nil }
    }
}
