// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The sealed columns of commerce. Numbers 1 to 39 belong to it; a number is never changed and never reused.
///
/// The supplier's references count as part of the order: the supplier made them, and only it can use them.
extension SealedField {
    package static let buyerEmail = SealedField(
        table: "buyers", column: "email", number: 1, category: .emailAddress)
    package static let invoiceContent = SealedField(
        table: "invoices", column: "content", number: 2, category: .invoiceMinimum)
    package static let paymentReference = SealedField(
        table: "payments", column: "reference", number: 3, category: .paymentReference)
    package static let paymentCharge = SealedField(
        table: "payments", column: "charge", number: 4, category: .paymentReference)
    package static let paymentPage = SealedField(
        table: "payments", column: "page", number: 5, category: .paymentReference)
    package static let paymentCard = SealedField(
        table: "payments", column: "card", number: 6, category: .paymentReference)
    package static let refundReference = SealedField(
        table: "refunds", column: "reference", number: 23, category: .paymentReference)
    package static let supplyReference = SealedField(
        table: "supplies", column: "reference", number: 7, category: .order)
    package static let esimProfile = SealedField(
        table: "esims", column: "profile", number: 8, category: .order)
    package static let esimICCID = SealedField(
        table: "esims", column: "iccid", number: 9, category: .esimProfile)
    package static let esimActivationCode = SealedField(
        table: "esims", column: "activation_code", number: 10, category: .esimProfile)
    package static let moneyReference = SealedField(
        table: "incoming_money", column: "reference", number: 11, category: .paymentReference)
    package static let moneyContent = SealedField(
        table: "incoming_money", column: "content", number: 12, category: .bankTransfer)
    package static let moneyPayer = SealedField(
        table: "incoming_money", column: "payer", number: 13, category: .bankTransfer)
    package static let correctedEmail = SealedField(
        table: "email_corrections", column: "address", number: 21, category: .emailAddress)
    package static let formerEmail = SealedField(
        table: "email_corrections", column: "former", number: 22, category: .emailAddress)
    package static let reviewNote = SealedField(
        table: "order_reviews", column: "note", number: 14, category: .order)
}
