// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// Asks the gateway how a payment stands, and settles what it says: for a buyer who comes back before the message does,
/// and for messages that never come.
struct AskGateway: Sendable {
    enum Answer: Sendable {
        case settled(SettlePayment.Outcome)
        /// The gateway knows no such payment, or says nothing we may hear.
        case nothing
        case unreachable
    }

    let foundation: ShopFoundation
    let settle: SettlePayment

    func callAsFunction(about payment: Payment, of order: Order) async throws -> Answer {
        guard let person = payment.person, let reference = payment.reference,
            let processor = foundation.processors[payment.processor]
        else { return .nothing }
        let handle = PaymentHandle(subject: order.id.bytes, person: person, reference: reference)
        switch try await processor.state(of: handle) {
        case .report(let report): return .settled(try await settle(report, from: payment.processor))
        case .unknown, .refused: return .nothing
        case .unreachable: return .unreachable
        }
    }
}

/// Keeps a page that is reloaded from asking a provider each time.
final class AskedLately: Sendable {
    private let times = Mutex<[ID<Order>: Instant]>([:])
    private let span: Duration

    init(within span: Duration) {
        self.span = span
    }

    /// Whether it may be asked about now; says yes once per span.
    func mayAsk(about order: ID<Order>, at now: Instant) -> Bool {
        times.withLock { times in
            if let last = times[order], now - last < span { return false }
            if times.count > 10_000 { times = times.filter { now - $0.value < span } }
            times[order] = now
            return true
        }
    }
}
