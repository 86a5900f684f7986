// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// A way to pay as buyers tell them apart; who carries it out is `PaymentProcessor.recipient`.
package enum PaymentMethod: String, Sendable, CaseIterable {
    /// On a page of the gateway, which takes cards and whatever else it offers.
    case card
    /// From the buyer's own bank, by a code that their banking app reads.
    case bankTransfer = "bank-transfer"
}

/// A way to pay on offer.
package struct WayToPay: Hashable, Sendable {
    package let recipient: RecipientID
    package let method: PaymentMethod
}

/// What a buyer needs in order to pay from their own bank.
package struct TransferInstructions: Hashable, Sendable {
    package let bank: String
    package let account: String
    package let holder: String
    package let amount: Money
    /// The text of the transfer, by which the money finds its order.
    package let reference: String
    /// What stands in the code that a banking app reads.
    package let code: String

    package init(bank: String, account: String, holder: String, amount: Money, reference: String, code: String) {
        self.bank = bank
        self.account = account
        self.holder = holder
        self.amount = amount
        self.reference = reference
        self.code = code
    }
}

/// Everybody who takes money for a business, in the order they are offered.
package struct PaymentProcessors: Sendable {
    let all: [any PaymentProcessor]
    let attestations: CardAttestations

    package init(_ all: [any PaymentProcessor], attested attestations: CardAttestations) {
        self.all = all
        self.attestations = attestations
    }

    /// Nil when the business does not work with it any more.
    package subscript(recipient: RecipientID) -> (any PaymentProcessor)? { all.first { $0.recipient == recipient } }

    /// Cards only by those who have shown that they take them safely; what they took before they still give back and tell of.
    func taking(_ currency: Currency) -> [any PaymentProcessor] {
        all.filter { processor in
            switch processor.method {
            case .card: processor.currencies.contains(currency) && attestations.isInForce(for: processor.recipient)
            case .bankTransfer: processor.currencies.contains(currency)
            }
        }
    }

    /// The one that was chosen, if it takes the currency; the first that does when nothing was.
    func processor(_ wanted: RecipientID?, for currency: Currency) -> (any PaymentProcessor)? {
        let fitting = taking(currency)
        guard let wanted else { return fitting.first }
        return fitting.first { $0.recipient == wanted }
    }

    package func ways(in currency: Currency) -> [WayToPay] {
        taking(currency).map { WayToPay(recipient: $0.recipient, method: $0.method) }
    }
}
