// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Pauses an eSIM at its network, or lets it go on: for its buyer, for instance when a phone is lost, and for support.
package struct SuspendEsim: Sendable {
    package enum Outcome: Hashable, Sendable {
        case suspended
        case resumed
        /// The network does not do it in this state.
        case refused(code: String)
        case unreachable
        case notFound
    }

    let foundation: ShopFoundation
    let refresh: RefreshUsage

    package func callAsFunction(_ id: ID<Esim>, _ isSuspended: Bool, as caller: Caller) async throws -> Outcome {
        let found = try await foundation.data.read { session in
            try EsimQueries.esim(id, in: session).flatMap { esim in
                try OrderQueries.order(esim.order, in: session).map { (esim: esim, order: $0) }
            }
        }
        guard let (esim, order) = found, caller.mayWork(on: order) else { return .notFound }
        // What a dispute or a refund stopped, its buyer does not start again.
        guard [.delivered, .delivering, .paid].contains(order.state) else {
            return .refused(code: "order-\(order.state.rawValue)")
        }
        let handle = ProfileHandle(subject: order.id.bytes, person: esim.person, profile: esim.profile)
        guard let supplier = foundation.suppliers[esim.supplier]?.fulfiller else {
            return .refused(code: "supplier-gone")
        }
        let change = isSuspended ? try await supplier.suspend(handle) : try await supplier.resume(handle)
        switch change {
        case .done:
            let state: EsimState = isSuspended ? .suspended : .ready
            let now = foundation.clock.now()
            let event = OrderEvent(
                id: .timeOrdered(at: now), kind: isSuspended ? OrderEvent.esimSuspended : OrderEvent.esimResumed,
                state: order.state, actor: caller.actor, detail: nil, at: now)
            try await foundation.data.write { session in
                try EsimQueries.move(id, to: state, in: session)
                try OrderEventQueries.insert(event, of: order.id, in: session)
            }
            if !isSuspended { try await refresh(order.id, as: caller, force: true) }
            return isSuspended ? .suspended : .resumed
        case .refused(let refusal): return .refused(code: refusal.code)
        case .unreachable: return .unreachable
        }
    }
}
