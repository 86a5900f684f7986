// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
package import Vault

/// Why somebody decides that money stays here and pays nothing.
package enum WriteOffReason: String, Sendable, CaseIterable {
    /// We moved it ourselves, or the bank paid interest.
    case ownMoney = "own-money"
    /// Sending it back would cost more than it is.
    case tooSmall = "too-small"
    /// Whoever paid said that it may stay.
    case waived
}

extension WorkOnMoney {
    package enum Outcome: Hashable, Sendable {
        /// The order is paid.
        case paid(OrderNumber)
        /// The order waits for the rest.
        case short(OrderNumber, missing: Money)
        /// It goes back, or went.
        case sentBack
        case writtenOff
        /// The order takes no money, or not this.
        case unfit(UnmatchedReason)
        case noSuchOrder
        /// Nothing of it is open any more: somebody was faster.
        case already
        case notFound
        case forbidden
        /// Who took it did not answer: to be tried again.
        case unreachable
        /// Who took it does not give it back; the code says why.
        case refused(code: String)
    }

    /// Puts what is open to an order, as if the payer had written its number.
    package func assign(
        _ id: ID<IncomingMoney>, to number: OrderNumber, as caller: Caller
    ) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let found = try await foundation.data.read { session in
            (
                money: try MoneyQueries.money(id, in: session),
                order: try OrderQueries.order(numbered: number, in: session)
            )
        }
        guard let money = found.money else { return .notFound }
        guard let order = found.order else { return .noSuchOrder }
        guard money.open.minorUnits > 0 else { return .already }
        let now = foundation.clock.now()
        let booking = try await settle.booking(of: id, for: order, isByStaff: true, at: now)
        let handed = try await resealed(money, for: order.person)
        let entry = AuditEntry(
            log: .evidence, type: "money.assigned", at: now, object: order.id.cast(), by: caller.staffID,
            purpose: Purpose.purchase.rawValue)
        let match = try await foundation.data.write { session -> MoneyMatch in
            let match = try booking.apply(in: session)
            guard match.isUsed else { return match }
            if let handed { try MoneyQueries.hand(handed, in: session) }
            try entry.insert(in: session)
            return match
        }
        // The payer's own key opens nothing any more; should this be cut off, it is collected.
        if match.isUsed, handed != nil, let payer = money.person { try await foundation.vault.destroyKeys(of: payer) }
        switch match {
        case .pays: return .paid(number)
        case .short(_, let missing):
            return .short(number, missing: Money(minorUnits: missing, currency: order.amount.currency))
        case .unmatched(let reason): return .unfit(reason)
        }
    }

    /// Sends what is open back: through who took it where that is possible, else somebody of ours says that they did.
    package func sendBack(_ id: ID<IncomingMoney>, as caller: Caller) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let found = try await foundation.data.read { session in
            (money: try MoneyQueries.money(id, in: session), uses: try MoneyQueries.uses(of: id, in: session))
        }
        guard let money = found.money else { return .notFound }
        // An answer was lost: the same again, which gives it back once.
        if let begun = found.uses.last(where: { $0.kind == .returning && $0.payment == nil }) {
            return try await carryOut(begun, of: money)
        }
        guard money.open.minorUnits > 0 else { return .already }
        let now = foundation.clock.now()
        let use = MoneyUse(
            id: .timeOrdered(at: now), money: id, kind: .returning, amount: money.open.minorUnits, payment: nil,
            actor: caller.actor, detail: nil, at: now)
        let entry = AuditEntry(
            log: .evidence, type: "money.sent-back", at: now, object: id.cast(), by: caller.staffID,
            purpose: Purpose.purchase.rawValue)
        let isOurs = try await foundation.data.write { session in
            guard try MoneyQueries.use(use, in: session) else { return false }
            try entry.insert(in: session)
            return true
        }
        guard isOurs else { return .already }
        return try await carryOut(use, of: money)
    }

    /// Somebody transferred by hand what an order's refund left to people.
    package func confirmReturn(of id: ID<IncomingMoney>, as caller: Caller) async throws -> Outcome {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let found = try await foundation.data.read { session in
            let uses = try MoneyQueries.uses(of: id, in: session).filter { $0.kind == .returning }
            let payments = try uses.compactMap(\.payment).compactMap { try PaymentQueries.payment($0, in: session) }
            return try payments.compactMap { payment in
                try OrderQueries.order(payment.order, in: session).map { (payment: payment, order: $0) }
            }
        }
        guard !found.isEmpty else { return .already }
        for (payment, order) in found { _ = try await settle.settle(.refunded, of: payment, order) }
        return .sentBack
    }

    package func writeOff(
        _ id: ID<IncomingMoney>, because reason: WriteOffReason, as caller: Caller
    ) async throws -> Outcome {
        guard case .staff(let member) = caller, member.role == .owner else { return .forbidden }
        guard let money = try await foundation.data.read({ try MoneyQueries.money(id, in: $0) }) else {
            return .notFound
        }
        guard money.open.minorUnits > 0 else { return .already }
        let now = foundation.clock.now()
        let use = MoneyUse(
            id: .timeOrdered(at: now), money: id, kind: .writtenOff, amount: money.open.minorUnits, payment: nil,
            actor: caller.actor, detail: reason.rawValue, at: now)
        let entry = AuditEntry(
            log: .evidence, type: "money.written-off", at: now, object: id.cast(), by: member.id,
            purpose: Purpose.purchase.rawValue, outcome: reason.rawValue)
        return try await foundation.data.write { session in
            guard try MoneyQueries.use(use, in: session) else { return .already }
            try entry.insert(in: session)
            return .writtenOff
        }
    }

    private func carryOut(_ use: MoneyUse, of money: IncomingMoney) async throws -> Outcome {
        guard let processor = foundation.processors[money.source], processor.method == .card,
            let person = money.person, let reference = money.reference
        else { return try await conclude(use, .returned, .sentBack) }
        let attempt = RefundAttempt(
            payment: PaymentHandle(subject: money.id.bytes, person: person, reference: reference),
            chargeReference: reference, amount: Money(minorUnits: use.amount, currency: money.amount.currency),
            reason: .duplicate, idempotencyKey: "money-\(use.id)")
        switch try await processor.refund(attempt) {
        case .refunded, .pending, .byHand: return try await conclude(use, .returned, .sentBack)
        case .told(let refund) where refund.state == .failed:
            return try await reopen(use, .refused(code: refund.problem ?? "failed"))
        case .told: return try await conclude(use, .returned, .sentBack)
        case .refused(let code): return try await reopen(use, .refused(code: code))
        // It may have gone through: it stays on its way, and the next try is the same.
        case .unreachable: return .unreachable
        }
    }

    private func conclude(_ use: MoneyUse, _ kind: MoneyUse.Kind, _ outcome: Outcome) async throws -> Outcome {
        let now = foundation.clock.now()
        _ = try await foundation.data.write {
            try MoneyQueries.turn(use.id, from: .returning, to: kind, at: now, in: $0)
        }
        return outcome
    }

    private func reopen(_ use: MoneyUse, _ outcome: Outcome) async throws -> Outcome {
        let now = foundation.clock.now()
        try await foundation.data.write {
            try MoneyQueries.release(use.id, of: use.money, use.amount, because: .returnFailed, at: now, in: $0)
        }
        return outcome
    }

    /// The amount's values under the buyer's key; nil when there is no buyer or they are under it already.
    private func resealed(_ money: IncomingMoney, for buyer: PersonID?) async throws -> IncomingMoney? {
        guard let buyer, let payer = money.person, payer != buyer,
            let sealer = try await foundation.vault.sealer(for: buyer),
            let opener = try await foundation.vault.opener(
                for: payer, purpose: .purchase, as: .system("assign-money"))
        else { return nil }
        func reseal(_ value: SealedValue?) async throws -> SealedValue? {
            guard let value, case .opened(let text) = try await opener.open(value) else { return nil }
            return SealedValue(
                try sealer.seal(text.expose(), in: value.field, row: money.id), in: value.field, row: money.id.bytes)
        }
        return IncomingMoney(
            id: money.id, source: money.source, amount: money.amount, open: money.open, reason: money.reason,
            person: buyer, reference: try await reseal(money.reference), content: try await reseal(money.content),
            payer: try await reseal(money.payer), receivedAt: money.receivedAt)
    }
}

extension MoneyMatch {
    fileprivate var isUsed: Bool {
        switch self {
        case .pays, .short: true
        case .unmatched: false
        }
    }
}
