// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Values

/// A bank that takes transfers in dong and does nothing on our word.
struct FakeBank: PaymentProcessor {
    let recipient = RecipientID("vietqr")
    let method = PaymentMethod.bankTransfer
    let currencies: Set<Currency> = [.vnd]

    func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning {
        guard let instructions = instructions(for: attempt.orderNumber, amount: attempt.amount) else {
            return .refused(code: "no-code")
        }
        return .transfer(instructions, reference: instructions.reference)
    }

    func instructions(for order: OrderNumber, amount: Money) -> TransferInstructions? {
        let reference = TransferText.reference(of: order)
        return TransferInstructions(
            bank: "Test Bank", account: "0000686868", holder: "SHOP", amount: amount, reference: reference,
            code: "code:\(amount.minorUnits):\(reference)")
    }

    func state(of _: PaymentHandle) async throws -> PaymentReading { .unknown }
    func reports(since _: Instant) async throws -> PaymentReports { .refused(code: "no-list") }
    func refund(_: RefundAttempt) async throws -> RefundBeginning { .byHand }
    func forget(_: PaymentHandle) async throws -> Forgetting { .keeps(code: "bank-records") }
}
