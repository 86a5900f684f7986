// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Tells a buyer who comes back from the gateway how their order stands, asking the gateway if its message is not here yet.
package struct ReturnFromPayment: Sendable {
    package enum Outcome: Hashable, Sendable {
        case order(OrderState)
        /// Not paid as far as anybody knows; the gateway could not be asked just now.
        case unknown
        /// No such order, or not one of the caller's.
        case notFound
    }

    let foundation: ShopFoundation
    let ask: AskGateway
    private let asked = AskedLately(within: .seconds(3))

    init(foundation: ShopFoundation, ask: AskGateway) {
        self.foundation = foundation
        self.ask = ask
    }

    package func callAsFunction(_ id: ID<Order>, as caller: Caller) async throws -> Outcome {
        guard let (order, payment) = try await read(id), caller.mayWork(on: order) else { return .notFound }
        guard order.state == .awaitingPayment, let payment,
            asked.mayAsk(about: id, at: foundation.clock.now())
        else { return .order(order.state) }
        switch try await ask(about: payment, of: order) {
        case .unreachable: return .unknown
        case .nothing: return .order(order.state)
        case .settled: return .order(try await read(id)?.order.state ?? order.state)
        }
    }

    private func read(_ id: ID<Order>) async throws -> (order: Order, payment: Payment?)? {
        try await foundation.data.read { session in
            guard let order = try OrderQueries.order(id, in: session) else { return nil }
            let payments = try PaymentQueries.payments(of: id, in: session)
            return (order, payments.last { [.open, .pending].contains($0.state) })
        }
    }
}
