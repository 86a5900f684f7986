// SPDX-License-Identifier: Apache-2.0

import Commerce
import TestKit
import Testing

@Suite("What a report makes of a payment")
struct PaymentStateTests {
    @Test func `every pair of our state and theirs is as it was agreed`() throws {
        var table = ""
        for state in PaymentState.allCases {
            table += "\(state.rawValue)\n"
            for report in ReportedPayment.allCases {
                let step = state.after(report)
                let words = step.map { [$0.state.rawValue, $0.command?.rawValue].compactMap { $0 } } ?? ["·"]
                table += "    \(report.rawValue): \(words.joined(separator: " → "))\n"
            }
        }
        try expectSnapshot(table, at: "Tests/CommerceTests/Payments/payment-states.txt")
    }

    @Test(arguments: PaymentState.allCases, ReportedPayment.allCases)
    func `a report told again changes nothing`(state: PaymentState, report: ReportedPayment) {
        guard let step = state.after(report) else { return }

        #expect(step.state.after(report) == nil || report == .refundFailed)
    }

    @Test(arguments: PaymentState.allCases)
    func `a paid report before or after any other one ends in money being counted`(state: PaymentState) {
        let step = state.after(.paid)

        #expect(step?.command == .confirmPayment || [.paid, .refunded, .disputed].contains(state))
    }
}
