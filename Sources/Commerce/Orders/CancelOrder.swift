// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Calls off an order that is not paid. Money that arrives all the same goes back.
package struct CancelOrder: Sendable {
    package enum Outcome: Hashable, Sendable {
        case cancelled
        /// Paid, on its way or closed already.
        case tooLate(OrderState)
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        let move = OrderMove(.cancel, id, by: caller.actor, at: foundation.clock.now(), with: foundation.seals)
        let outcome: Outcome = try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), caller.mayWork(on: order) else {
                return .notFound
            }
            switch try move.apply(in: session) {
            case .moved:
                try InvoiceQueries.delete(of: id, in: session)
                for payment in try PaymentQueries.payments(of: id, in: session) where payment.received > 0 {
                    try payment.releaseParts(at: move.at, in: session)
                }
                return .cancelled
            case .unchanged(let order): return order.state == .cancelled ? .cancelled : .tooLate(order.state)
            case .refused(let order): return .tooLate(order.state)
            case .noSuchOrder: return .notFound
            }
        }
        // What it had of a limited number is for sale again.
        try await foundation.refreshShelfIfChanged()
        return outcome
    }
}
