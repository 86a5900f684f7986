// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// Who takes the money: a gateway on whose own page the buyer pays, or a bank to which the buyer transfers it.
///
/// An adapter holds the organisation's `Door` and sends through it. It opens sealed values by the field they come with
/// (`opened[value.field]`), never by a field it knows, because an erasure hands it values from another table.
package protocol PaymentProcessor: Sendable {
    /// Which recipient of the policy this is; the checkout page takes name and privacy policy from there.
    var recipient: RecipientID { get }
    var method: PaymentMethod { get }
    var currencies: Set<Currency> { get }

    /// Opens one attempt: the gateway's page, or what the buyer's bank has to know. The same attempt may be begun again after `.unreachable`; the idempotency
    /// key makes both the same payment. The address returned has gone through the door as a redirect.
    func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning

    /// What the gateway says of a payment now.
    func state(of payment: PaymentHandle) async throws -> PaymentReading

    /// Everything the gateway has told of since, oldest first: for a shop whose data came back from a backup and lack it.
    func reports(since moment: Instant) async throws -> PaymentReports

    /// Gives money back. Repeating with the same idempotency key gives it back once.
    func refund(_ refund: RefundAttempt) async throws -> RefundBeginning

    /// What the gateway says of a refund now: for answers that were lost and messages that never come.
    func state(of refund: RefundHandle) async throws -> RefundReading

    /// Tells the gateway that the person asked to be forgotten.
    func forget(_ payment: PaymentHandle) async throws -> Forgetting

    /// What the buyer's bank has to know for `amount`, which may be what is missing; nil for a gateway with a page.
    func instructions(for order: OrderNumber, amount: Money) -> TransferInstructions?
}

extension PaymentProcessor {
    /// One that takes no refunds knows none.
    package func state(of _: RefundHandle) async throws -> RefundReading { .unknown }

    package func instructions(for _: OrderNumber, amount _: Money) -> TransferInstructions? { nil }
}

/// One try at paying one order. Everything in it is the same when the try is repeated.
package struct PaymentAttempt: Sendable {
    package struct Line: Hashable, Sendable {
        /// The plan as the buyer reads it.
        package let name: String
        package let quantity: Int
        package let unitPrice: Money

        package init(name: String, quantity: Int, unitPrice: Money) {
            self.name = name
            self.quantity = quantity
            self.unitPrice = unitPrice
        }
    }

    package let order: ID<Order>
    /// What the buyer and the gateway's reports call the order.
    package let orderNumber: OrderNumber
    package let person: PersonID
    package let email: SealedValue
    package let amount: Money
    package let lines: [Line]
    package let idempotencyKey: String
    package let language: Language
    /// Absolute; where the buyer comes back to, having paid or not.
    package let returnURL: String
    package let cancelURL: String
    /// When the gateway's page should close.
    package let expiresAt: Instant

    package init(
        order: ID<Order>, orderNumber: OrderNumber, person: PersonID, email: SealedValue, amount: Money, lines: [Line],
        idempotencyKey: String, language: Language, returnURL: String, cancelURL: String, expiresAt: Instant
    ) {
        self.order = order
        self.orderNumber = orderNumber
        self.person = person
        self.email = email
        self.amount = amount
        self.lines = lines
        self.idempotencyKey = idempotencyKey
        self.language = language
        self.returnURL = returnURL
        self.cancelURL = cancelURL
        self.expiresAt = expiresAt
    }
}

package enum PaymentBeginning: Sendable {
    /// The buyer is to be sent to `url`. `reference` is what the gateway calls this attempt.
    case redirect(url: String, reference: String, expiresAt: Instant)
    /// The buyer pays from their own bank; `reference` is the text that leads the money to the order.
    case transfer(TransferInstructions, reference: String)
    /// The gateway or the one door said no; repeating changes nothing. The code holds no personal data.
    case refused(code: String)
    /// No answer, or one that says "later": safe to repeat.
    case unreachable
}

/// A payment the gateway knows.
package struct PaymentHandle: Sendable {
    /// The order's id, or another subject for the disclosure record.
    package let subject: [UInt8]
    package let person: PersonID
    /// What `PaymentBeginning.redirect` named.
    package let reference: SealedValue

    package init(subject: [UInt8], person: PersonID, reference: SealedValue) {
        self.subject = subject
        self.person = person
        self.reference = reference
    }
}

package enum PaymentReading: Sendable {
    case report(PaymentReport)
    /// The gateway has no such payment.
    case unknown
    case refused(code: String)
    case unreachable
}

package enum PaymentReports: Sendable {
    case reports([PaymentReport])
    /// There is no such list, or none for us.
    case refused(code: String)
    case unreachable
}

package struct RefundAttempt: Sendable {
    package let payment: PaymentHandle
    /// The gateway's name of the money movement, when a report told it; otherwise the adapter asks with `payment`.
    package let chargeReference: SealedValue?
    package let amount: Money
    package let reason: RefundReason
    /// Travels with the request, so that the refund is found again by it; nil for money that belongs to no order.
    package let id: ID<Refund>?
    package let idempotencyKey: String

    package init(
        payment: PaymentHandle, chargeReference: SealedValue?, amount: Money, reason: RefundReason,
        id: ID<Refund>? = nil, idempotencyKey: String
    ) {
        self.payment = payment
        self.chargeReference = chargeReference
        self.amount = amount
        self.reason = reason
        self.id = id
        self.idempotencyKey = idempotencyKey
    }
}

package enum RefundReason: String, Sendable, CaseIterable {
    case requestedByBuyer = "requested-by-buyer"
    case notDelivered = "not-delivered"
    case duplicate
    case fraudulent
}

package enum RefundBeginning: Sendable {
    /// The money is on its way back for good.
    case refunded
    /// Accepted; a report will follow.
    case pending
    /// The same with what the gateway calls it.
    case told(ReportedRefund)
    /// Nobody but a person of ours can send it back.
    case byHand
    case refused(code: String)
    case unreachable
}

/// What a recipient answers when it is told to forget somebody.
package enum Forgetting: Sendable {
    case forgotten
    /// It keeps what its own legal duties make it keep, or offers no way to forget; the code says which.
    case keeps(code: String)
    case unreachable
}
