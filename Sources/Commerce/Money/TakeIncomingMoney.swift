// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
package import Values
import Vault

/// Takes in money that a bank reports, once, and puts it to the order whose number the payer wrote.
///
/// The exact amount pays, less makes the order wait for the rest, and what is left over, comes twice, late or without a number
/// goes on the list that somebody works through (`WorkOnMoney`).
package struct TakeIncomingMoney: Sendable {
    package enum Outcome: Hashable, Sendable {
        case booked(ID<Order>, MoneyMatch)
        case unmatched(UnmatchedReason)
        /// Heard before, by a message or from a statement.
        case already
    }

    let foundation: ShopFoundation
    let settle: SettlePayment

    @discardableResult
    package func callAsFunction(_ transfer: IncomingTransfer) async throws -> Outcome {
        let now = foundation.clock.now()
        let digest = foundation.digest(ofMoney: transfer.reference, from: transfer.source)
        let numbers = TransferText.numbers(in: transfer.content, prefix: foundation.settings.numberPrefix)
        let found = try await foundation.data.read { session in
            (
                isKnown: try MoneyQueries.isKnown(digest, in: session),
                orders: try numbers.compactMap { try OrderQueries.order(numbered: $0, in: session) }
            )
        }
        if found.isKnown { return .already }
        let order = found.orders.count == 1 ? found.orders.first : nil
        let reason: UnmatchedReason = found.orders.isEmpty ? .noReference : .severalReferences
        let money = try await money(of: transfer, for: order, reason)
        let tell = TellingStaff.job(at: now)
        guard let order else {
            let isNew = try await foundation.data.write { session in
                guard try MoneyQueries.take(money, digest: digest, at: now, in: session) else { return false }
                try tell.insert(in: session)
                return true
            }
            return isNew ? .unmatched(reason) : .already
        }
        let booking = try await settle.booking(of: money.id, for: order, isByStaff: false, at: now)
        let match = try await foundation.data.write { session -> MoneyMatch? in
            guard try MoneyQueries.take(money, digest: digest, at: now, in: session) else { return nil }
            // Something may be left over.
            try tell.insert(in: session)
            return try booking.apply(in: session)
        }
        switch match {
        case nil: return .already
        case .unmatched(let reason): return .unmatched(reason)
        case .pays(let part): return .booked(order.id, .pays(part: part))
        case .short(let part, let missing): return .booked(order.id, .short(part: part, missing: missing))
        }
    }

    /// Sealed under the buyer's key, or under one of the payer's own while nobody knows what the money is for.
    private func money(
        of transfer: IncomingTransfer, for order: Order?, _ reason: UnmatchedReason
    ) async throws -> IncomingMoney {
        var sealer: Sealer?
        if let buyer = order?.person { sealer = try await foundation.vault.sealer(for: buyer) }
        let own = if let sealer { sealer } else { try await foundation.vault.enrol() }
        let id = ID<IncomingMoney>.timeOrdered(at: foundation.clock.now())
        func seal(_ text: String, _ field: SealedField) throws -> SealedValue {
            SealedValue(try own.seal(text, in: field, row: id), in: field, row: id.bytes)
        }
        return IncomingMoney(
            id: id, source: transfer.source, amount: transfer.amount, open: transfer.amount, reason: reason,
            person: own.person, reference: try seal(transfer.reference, .moneyReference),
            content: try seal(String(transfer.content.prefix(500)), .moneyContent),
            payer: try transfer.payer.map { try seal(String($0.prefix(200)), .moneyPayer) },
            receivedAt: transfer.receivedAt)
    }
}

extension ShopFoundation {
    /// Knows the same money again, by whichever way it is told.
    func digest(ofMoney reference: String, from source: RecipientID) -> [UInt8] {
        digest(ofReference: "money:\(source.name):\(reference)")
    }
}
