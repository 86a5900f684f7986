// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Closes an order nobody paid, after asking the gateway whether somebody did.
struct ExpireOrder: Sendable {
    let foundation: ShopFoundation
    let ask: AskGateway

    func callAsFunction(_ id: ID<Order>) async throws -> JobOutcome {
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).map {
                (order: $0, payments: try PaymentQueries.payments(of: id, in: session))
            }
        }
        guard let found, found.order.state == .awaitingPayment else { return .done }
        for payment in found.payments where [.open, .pending].contains(payment.state) {
            let answer = try await ask(about: payment, of: found.order)
            if case .unreachable = answer { return .retry(after: .seconds(600)) }
        }
        let now = foundation.clock.now()
        let move = OrderMove(.expire, id, by: .system, at: now, with: foundation.seals)
        let outcome: JobOutcome = try await foundation.data.write { session in
            // Money on its way keeps the order open.
            let payments = try PaymentQueries.payments(of: id, in: session)
            if payments.contains(where: { $0.state == .pending }) { return .retry(after: .hours(6)) }
            let isOpen = payments.contains { $0.state == .open && $0.expiresAt > now }
            if isOpen { return .retry(after: .hours(1)) }
            if case .moved = try move.apply(in: session) {
                try InvoiceQueries.delete(of: id, in: session)
                for payment in payments where payment.received > 0 { try payment.releaseParts(at: now, in: session) }
            }
            return .done
        }
        // What it had of a limited number is for sale again.
        try await foundation.refreshShelfIfChanged()
        return outcome
    }
}
