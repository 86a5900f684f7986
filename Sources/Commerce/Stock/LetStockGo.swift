// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// For how long an order nobody has paid keeps others from what it took of a limited number.
package struct StockHolds: Hashable, Sendable {
    /// From when it was taken: long enough to type a card.
    package var card: Duration = .seconds(1800)
    /// From when the order was placed, once its buyer chose to pay from their bank: transfers take their time.
    package var bankTransfer: Duration = .hours(24)

    package init() {}
}

/// Lets go of what an unpaid order holds, when its time is over. Whoever pays later takes it again while there is some
/// (`HoldStockAgain`, `Settlement`), and gets the money back otherwise.
struct LetStockGo: Sendable {
    let foundation: ShopFoundation

    func callAsFunction(_ id: ID<Order>) async throws -> JobOutcome {
        let (now, holds) = (foundation.clock.now(), foundation.settings.stockHolds)
        let banks = foundation.processors.all.filter { $0.method == .bankTransfer }.map(\.recipient)
        let event = OrderEvent(
            id: .timeOrdered(at: now), kind: OrderEvent.stockLetGo, state: .awaitingPayment, actor: .system,
            detail: nil,
            at: now)
        let outcome: JobOutcome = try await foundation.data.write { session in
            guard let order = try OrderQueries.order(id, in: session), order.state == .awaitingPayment,
                try StockQueries.isHolding(id, in: session)
            else { return .done }
            let payments = try PaymentQueries.payments(of: id, in: session)
            // Money that is on its way, or came in part, holds it for as long as the order waits.
            if payments.contains(where: { $0.state == .pending || $0.received > 0 }) { return .retry(after: .hours(1)) }
            let end = order.placedAt + holds.bankTransfer
            let isByTransfer = payments.contains { $0.state == .open && banks.contains($0.processor) }
            if isByTransfer, now < end { return .retry(after: end - now) }
            try StockQueries.giveBack(id, at: now, in: session)
            try OrderEventQueries.insert(event, of: id, in: session)
            return .done
        }
        try await foundation.refreshShelfIfChanged()
        return outcome
    }
}

/// Takes what an order let go of once more, before its buyer is led to pay.
struct HoldStockAgain: Sendable {
    let foundation: ShopFoundation

    /// False when others have it by now.
    func callAsFunction(_ id: ID<Order>) async throws -> Bool {
        let now = foundation.clock.now()
        let job = ShopJob.letStockGo(of: id, at: now, after: foundation.settings.stockHolds.card)
        let isHeld = try await foundation.data.write { session in
            guard try OrderQueries.order(id, in: session)?.state == .awaitingPayment else { return true }
            guard try StockQueries.takeAgain(id, at: now, in: session) else { return false }
            try job.insert(in: session)
            return true
        }
        try await foundation.refreshShelfIfChanged()
        return isHeld
    }
}
