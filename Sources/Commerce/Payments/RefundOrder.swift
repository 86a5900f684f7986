// SPDX-License-Identifier: Apache-2.0

import Audit
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
                    try RefundQueries.insert(
                        Refund(
                            id: refund, payment: payment.id, order: id, reason: reason, state: .requested,
                            problem: nil, requestedAt: now), in: session)
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
}

extension Caller {
    var staffID: PersonID? {
        if case .staff(let member) = self { member.id } else { nil }
    }
}
