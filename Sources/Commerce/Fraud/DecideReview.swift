// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
package import Vault

/// What a person of ours makes of an order that is held: it goes on its way, or its money goes back.
package struct DecideReview: Sendable {
    package enum Decision: String, Sendable, CaseIterable {
        case release
        case refuse
    }

    package enum Outcome: Hashable, Sendable {
        case released
        case refused
        /// Somebody was faster, or the order is not held.
        case already(OrderState)
        case notFound
        case forbidden
    }

    let foundation: ShopFoundation
    let refund: RefundOrder

    /// - Parameter note: why, for colleagues and for the buyer who asks; kept under the buyer's key.
    package func callAsFunction(
        _ decision: Decision, of id: ID<Order>, note: String, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        guard let order = try await foundation.data.read({ try OrderQueries.order(id, in: $0) }) else {
            return .notFound
        }
        guard order.state == .held else { return .already(order.state) }
        let now = foundation.clock.now()
        var sealed: Sealed?
        if let person = order.person, let sealer = try await foundation.vault.sealer(for: person), !note.isEmpty {
            sealed = try sealer.seal(String(note.prefix(500)), in: .reviewNote, row: id)
        }
        let kept = sealed
        let state: OrderReview.State = decision == .release ? .released : .refused
        let move = OrderMove(.release, id, by: caller.actor, at: now, with: foundation.seals)
        let entry = AuditEntry(
            log: .evidence, type: "review.decided", at: now, object: id.cast(), by: caller.staffID,
            purpose: Purpose.fraudPrevention.rawValue, outcome: state.rawValue)
        let isOurs = try await foundation.data.write { session in
            guard try FraudQueries.decide(id, state, note: kept, at: now, in: session) else { return false }
            try entry.insert(in: session)
            if decision == .release {
                _ = try move.apply(in: session)
                try OrderEventQueries.resolveAll(of: id, at: now, in: session)
            }
            return true
        }
        guard isOurs || decision == .refuse else { return .already(order.state) }
        guard decision == .refuse else { return .released }
        // Repeatable: a crash in between leaves the order held, and refusing it again goes on from here.
        switch try await refund(id, because: .fraudulent, as: caller) {
        case .begun, .already: return .refused
        case .notPossible(let state): return .already(state)
        case .notSoMuch: return .already(order.state)
        case .notFound: return .notFound
        case .forbidden: return .forbidden
        }
    }
}
