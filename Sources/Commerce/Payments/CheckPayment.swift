// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Looks after a payment whose page has closed: no message may have come.
struct CheckPayment: Sendable {
    let foundation: ShopFoundation
    let ask: AskGateway

    func callAsFunction(_ id: ID<Payment>) async throws -> JobOutcome {
        let found = try await foundation.data.read { session in
            try PaymentQueries.payment(id, in: session).flatMap { payment in
                try OrderQueries.order(payment.order, in: session).map { (payment: payment, order: $0) }
            }
        }
        guard let found, [.open, .pending].contains(found.payment.state) else { return .done }
        switch try await ask(about: found.payment, of: found.order) {
        case .unreachable: return .retry(after: .seconds(600))
        case .nothing: return .done
        case .settled:
            let state = try await foundation.data.read { try PaymentQueries.payment(id, in: $0)?.state }
            switch state {
            case .pending: return .retry(after: .hours(6))
            // The page closes a little later than agreed.
            case .open: return .retry(after: .seconds(600))
            case .beginning, .paid, .failed, .expired, .refunded, .disputed, nil: return .done
            }
        }
    }
}
