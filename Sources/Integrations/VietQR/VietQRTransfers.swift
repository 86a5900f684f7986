// SPDX-License-Identifier: Apache-2.0

package import Commerce
package import Disclosure
package import Policy
package import Values
import Vault

/// Payment by bank transfer: the buyer's banking app reads a code off the order page, and VietQR.vn reports what arrives.
package struct VietQRTransfers: PaymentProcessor {
    private let account: VietQRAccount
    private let door: Door

    package init(account: VietQRAccount, door: Door) {
        self.account = account
        self.door = door
    }

    package var recipient: RecipientID { account.recipient }
    package var method: PaymentMethod { .bankTransfer }
    package var currencies: Set<Currency> { [.vnd] }

    /// The code tells the banks which order is paid: a disclosure, through the door like any other.
    package func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning {
        guard let instructions = instructions(for: attempt.orderNumber, amount: attempt.amount) else {
            return .refused(code: "vietqr:no-code")
        }
        let outcome = try await door.send(
            to: recipient, for: .purchase, about: attempt.person, fields: [], stating: [.order],
            subject: attempt.order.bytes, as: .person(attempt.person)
        ) { _ in .code(instructions.code) }
        switch outcome {
        case .answered: return .transfer(instructions, reference: instructions.reference)
        case .undelivered: return .unreachable
        case .refused(let refusal): return .refused(code: "door:" + refusal.code)
        }
    }

    package func instructions(for order: OrderNumber, amount: Money) -> TransferInstructions? {
        let reference = TransferText.reference(of: order)
        guard amount.currency == .vnd,
            let code = VietQRCode(
                bankBIN: account.bankBIN, accountNumber: account.accountNumber, amount: amount.minorUnits,
                reference: reference)
        else { return nil }
        return TransferInstructions(
            bank: account.bankName, account: account.accountNumber, holder: account.holder, amount: amount,
            reference: reference, code: code.text)
    }

    /// There is nobody to ask: what arrives is reported.
    package func state(of _: PaymentHandle) async throws -> PaymentReading { .unknown }

    /// What a restored shop lacks is in the bank's statement, which the console takes in.
    package func reports(since _: Instant) async throws -> PaymentReports { .refused(code: "no-list") }

    /// No bank of ours takes orders from a program.
    package func refund(_: RefundAttempt) async throws -> RefundBeginning { .byHand }

    /// Banks keep their statements as their law demands, and offer no way to forget a line.
    package func forget(_: PaymentHandle) async throws -> Forgetting { .keeps(code: "bank-records") }
}
