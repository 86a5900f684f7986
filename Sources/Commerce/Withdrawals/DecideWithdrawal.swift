// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values
import Vault

/// Decides a withdrawal by the rules and what the network says now, and sees to what follows: the money back, or a mail that
/// explains why not.
struct DecideWithdrawal: Sendable {
    let foundation: ShopFoundation
    let refresh: RefreshUsage

    /// How often the network is asked before a person decides.
    private static let tries = 12

    func callAsFunction(_ id: ID<Order>, attempt: Int) async throws -> JobOutcome {
        guard let (order, withdrawal, _) = try await read(id), withdrawal.decision == nil, order.person != nil else {
            return .done
        }
        var isKnown = true
        if order.state == .delivered, order.kind == .esim {
            isKnown = try await refresh(id, as: .system("withdrawal"), force: true) != .stale
        }
        guard isKnown else {
            guard attempt >= Self.tries else { return .retry(after: Supply.wait(after: attempt)) }
            try await raise(order)
            return .giveUp("unreachable")
        }
        guard let (now, stated, esims) = try await read(id) else { return .done }
        let settings = foundation.settings
        // Refunded or disputed meanwhile: nothing is left to decide.
        guard
            let decision = settings.withdrawal.decision(
                on: now, esims, statedAt: stated.statedAt, in: settings.timeZone)
        else { return .done }
        try await carryOut(decision, on: now)
        return .done
    }

    private func read(_ id: ID<Order>) async throws -> (Order, Withdrawal, [EsimState])? {
        try await foundation.data.read { session in
            guard let order = try OrderQueries.order(id, in: session),
                let withdrawal = try WithdrawalQueries.withdrawal(from: id, in: session)
            else { return nil }
            return (order, withdrawal, try EsimQueries.esims(of: id, in: session).map(\.status.state))
        }
    }

    private func carryOut(_ decision: WithdrawalDecision, on order: Order) async throws {
        let now = foundation.clock.now()
        let refund = OrderMove(
            .requestRefund, order.id, by: .buyer, detail: decision.rawValue, at: now, with: foundation.seals)
        let event = OrderEvent(
            id: .timeOrdered(at: now), kind: OrderEvent.withdrawalDeclined, state: order.state, actor: .system,
            detail: decision.rawValue, at: now)
        let mail = Job(ShopJob.mail(.withdrawalDeclined), about: order.id, at: now, exclusive: true)
        let topUps = decision.givesMoneyBack ? try await topUps(of: order, at: now) : []
        try await foundation.data.write { session in
            guard try WithdrawalQueries.decide(order.id, decision, at: now, in: session) else { return }
            guard !decision.givesMoneyBack else {
                for move in [refund] + topUps { _ = try move.apply(in: session) }
                return try OrderEventQueries.resolveAll(of: order.id, at: now, in: session)
            }
            try OrderEventQueries.insert(event, of: order.id, in: session)
            if try MailQueries.queue(.withdrawalDeclined, copy: 1, of: order.id, at: now, in: session) {
                try mail.insert(in: session)
            }
        }
    }

    /// Data added to an eSIM goes with it, and its price back with the eSIM's.
    private func topUps(of order: Order, at now: Instant) async throws -> [OrderMove] {
        guard let person = order.person, order.kind == .esim else { return [] }
        let found = try await foundation.data.read { session in
            let esims = Set(try EsimQueries.esims(of: order.id, in: session).map(\.id))
            return try OrderQueries.orders(of: person, in: session).filter { $0.esim.map(esims.contains) ?? false }
        }
        return found.map {
            OrderMove(.requestRefund, $0.id, by: .buyer, detail: "withdrawn-with-esim", at: now, with: foundation.seals)
        }
    }

    private func raise(_ order: Order) async throws {
        let attention = Attention(
            id: .timeOrdered(at: foundation.clock.now()), order: order.id, reason: .withdrawal,
            subject: order.number.text, detail: "unreachable", raisedAt: foundation.clock.now(), resolvedAt: nil)
        try await foundation.data.write { try OrderEventQueries.raise(attention, in: $0) }
    }
}
