// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// Shows the receipt of a paid order to its buyer, from the bookkeeping that lies under its hold key: what stands on it is what
/// stands in the books.
package struct ShowReceipt: Sendable {
    package enum Outcome: Sendable {
        case receipt(Receipt)
        /// Nothing was paid, or the books' term is over.
        case nothingPaid
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).map { order in
                (
                    order: order, lines: try OrderQueries.lines(of: order, in: session),
                    invoice: try InvoiceQueries.invoice(of: id, in: session),
                    card: try PaymentQueries.payments(of: id, in: session).last { $0.card != nil }?.card,
                    events: try OrderEventQueries.events(of: id, in: session),
                    back: try RefundQueries.refunds(of: id, in: session).filter { $0.state == .refunded }
                )
            }
        }
        guard let found, let person = found.order.person, caller.isBuyer(person) else { return .notFound }
        guard found.order.state.wasPaid, let invoice = found.invoice,
            let text = try await foundation.vault.openHeld(
                invoice.content, under: invoice.holder, as: .system("receipt")
            ).value
        else { return .nothingPaid }
        let content = try InvoiceContent(text: text.expose())
        let parts = found.back.map(\.amount.minorUnits).reduce(0, +)
        let isWhole = found.order.state == .refunded
        return .receipt(
            Receipt(
                number: found.order.number, placedAt: found.order.placedAt,
                paidAt: found.events.first { $0.kind == OrderCommand.confirmPayment.rawValue }?.at,
                refundedAt: found.events.last { $0.kind == OrderCommand.confirmRefund.rawValue }?.at,
                partsBack: parts > 0 && !isWhole
                    ? Money(minorUnits: parts, currency: found.order.amount.currency) : nil,
                lines: lines(of: content, found.lines),
                total: Money(minorUnits: content.amount, currency: content.currency),
                tax: content.tax.map { Money(minorUnits: $0, currency: content.currency) },
                taxPercent: content.taxPercent, card: try await card(found.card, of: person, as: caller)))
    }

    /// The books' lines, in the buyer's language where the order still has the words.
    private func lines(of content: InvoiceContent, _ sold: [OrderLine]) -> [Receipt.Line] {
        content.lines.enumerated().map { index, line in
            let name =
                sold.indices.contains(index) ? sold[index].name : Wording(vietnamese: line.name, english: line.name)
            return Receipt.Line(
                name: name, quantity: line.quantity,
                unitPrice: Money(minorUnits: line.unitPrice, currency: content.currency))
        }
    }

    private func card(
        _ sealed: SealedValue?, of person: PersonID, as caller: Caller
    ) async throws -> Personal<String>? {
        guard let sealed else { return nil }
        return try await foundation.vault.open(sealed, of: person, for: .purchase, as: caller).value
    }
}

extension OrderState {
    /// Whether money came in, whatever became of it.
    package var wasPaid: Bool {
        switch self {
        case .paid, .held, .delivering, .delivered, .needsAttention, .refunding, .refunded, .frozen: true
        case .awaitingPayment, .cancelled, .expired: false
        }
    }
}
