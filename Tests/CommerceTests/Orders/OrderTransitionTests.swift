// SPDX-License-Identifier: Apache-2.0

import Commerce
import TestKit
import Testing

@Suite("What follows what in an order")
struct OrderTransitionTests {
    @Test func `every pair of state and command is as it was agreed`() throws {
        var table = ""
        for state in OrderState.allCases {
            table += "\(state.rawValue)\n"
            for command in OrderCommand.allCases {
                let words =
                    switch state.after(command, before: .delivered) {
                    case .moved(let next, let effects):
                        ([next.rawValue] + effects.map { "+\($0.rawValue)" }).joined(separator: " ")
                    case .unchanged: "·"
                    case .refused: "refused"
                    }
                table += "    \(command.rawValue): \(words)\n"
            }
        }
        try expectSnapshot(table, at: "Tests/CommerceTests/Orders/order-transitions.txt")
    }

    @Test(arguments: OrderState.allCases, OrderCommand.allCases)
    func `doing a thing twice does it once`(state: OrderState, command: OrderCommand) {
        guard case .moved(let next, _) = state.after(command, before: .delivered) else { return }

        // A dispute won leads back, where the next dispute is another one.
        let again = next.after(command, before: state)
        switch again {
        case .unchanged, .refused: break
        case .moved(_, let effects):
            #expect(!effects.contains(.giveMoneyBack) && !effects.contains(.supply), "\(state) \(command)")
        }
    }

    @Test(arguments: OrderState.allCases)
    func `money that arrives is never ignored`(state: OrderState) {
        let isUnpaid = [.awaitingPayment, .expired, .cancelled].contains(state)

        guard case .moved(_, let effects) = state.after(.confirmPayment, before: .delivered) else {
            #expect(!isUnpaid)
            return
        }
        #expect(isUnpaid)
        #expect(effects.contains(.supply) || effects.contains(.giveMoneyBack))
    }

    @Test(arguments: [OrderState.awaitingPayment, .cancelled, .expired, .refunding, .refunded, .held, .frozen])
    func `nothing is supplied that is not paid`(state: OrderState) {
        for command in [OrderCommand.beginSupply, .retrySupply, .completeSupply] {
            #expect(state.after(command, before: .delivered) == .refused)
        }
    }

    @Test(arguments: OrderCommand.allCases.filter { $0 != .failRefund })
    func `what was refunded stays refunded unless a bank sends the money back`(command: OrderCommand) {
        if case .moved = OrderState.refunded.after(command) { Issue.record("moved by \(command)") }
    }

    @Test(arguments: OrderState.allCases)
    func `a dispute that is won leads back to where it found the order, or to money that arrived`(before: OrderState) {
        guard case .moved(let next, _) = OrderState.frozen.after(.winDispute, before: before) else {
            Issue.record("not moved")
            return
        }
        let isKept = [.delivering, .delivered, .needsAttention, .refunding, .refunded, .paid].contains(before)
        #expect(!isKept || next == before)
        #expect(next != .awaitingPayment && next != .frozen && next != .expired && next != .cancelled)
    }
}
