// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Has the supply of a stuck order tried again. The supplier knows the order still, so nothing is ordered twice.
package struct RetrySupply: Sendable {
    package enum Outcome: Hashable, Sendable {
        case begun
        case notPossible(OrderState)
        case notFound
        case forbidden
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let now = foundation.clock.now()
        let move = OrderMove(.retrySupply, id, by: caller.actor, at: now, with: foundation.seals)
        return try await foundation.data.write { session in
            switch try move.apply(in: session) {
            case .moved:
                try SupplyQueries.retryAll(of: id, at: now, in: session)
                try OrderEventQueries.resolveAll(of: id, at: now, in: session)
                return .begun
            case .unchanged(let order): return order.state == .delivering ? .begun : .notPossible(order.state)
            case .refused(let order): return .notPossible(order.state)
            case .noSuchOrder: return .notFound
            }
        }
    }
}
