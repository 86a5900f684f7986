// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Rights
import Values
import Vault

/// Asks the payment gateway to forget a payment.
struct PaymentErasureNotifier: ErasureNotifier {
    let processor: any PaymentProcessor

    var recipient: RecipientID { processor.recipient }

    func tell(kind _: String, handle: SealedValue, of casePerson: PersonID) async throws -> NoticeOutcome {
        NoticeOutcome(
            try await processor.forget(PaymentHandle(subject: handle.row, person: casePerson, reference: handle)))
    }
}

/// Asks the network partner to take a profile back for good.
struct SupplyErasureNotifier: ErasureNotifier {
    let fulfiller: any Fulfiller

    var recipient: RecipientID { fulfiller.recipient }

    func tell(kind _: String, handle: SealedValue, of casePerson: PersonID) async throws -> NoticeOutcome {
        NoticeOutcome(
            try await fulfiller.forget(ProfileHandle(subject: handle.row, person: casePerson, profile: handle)))
    }
}

extension NoticeOutcome {
    fileprivate init(_ answer: Forgetting) {
        switch answer {
        case .forgotten: self = .told(answer: "forgotten")
        case .keeps(let code): self = .cannot(reason: code)
        case .unreachable: self = .later
        }
    }
}
