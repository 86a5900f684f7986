// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// Money that a bank says has come in: one line of an account's statement, posted to us or read from a file.
package struct IncomingTransfer: Sendable {
    /// Who takes money on that account.
    package let source: RecipientID
    /// The bank's own number of the line, the same however often and by whichever way we hear of it.
    package let reference: String
    package let amount: Money
    /// What the payer wrote, with whatever banks added.
    package let content: String
    /// Name and account of whoever paid; nil when the line does not tell.
    package let payer: String?
    package let receivedAt: Instant

    package init(
        source: RecipientID, reference: String, amount: Money, content: String, payer: String?, receivedAt: Instant
    ) {
        self.source = source
        self.reference = reference
        self.amount = amount
        self.content = content
        self.payer = payer
        self.receivedAt = receivedAt
    }
}
