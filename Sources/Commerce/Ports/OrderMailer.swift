// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Values

/// Writes the mails of an order. The one real implementation knows HTML; it must not keep what it is given.
package protocol OrderMailer: Sendable {
    func render(_ mail: OrderMail, in language: Language) throws -> RenderedMail
}

/// What an order mails about, with all that its text needs.
package enum OrderMail: Sendable {
    /// Paid: number, plans and amount.
    case confirmation(OrderMailSummary)
    /// Too little came: what has arrived and what is missing.
    case moneyShort(OrderMailSummary, received: Money, missing: Money)
    /// Paid, and looked at by a person before anything is ordered.
    case held(OrderMailSummary)
    /// Ready: how to install each eSIM.
    case activation(OrderMailSummary, [MailedEsim])
    /// A top-up has arrived on the eSIM.
    case toppedUp(OrderMailSummary)
    /// Paid, and supply is late: we keep trying, nothing to do.
    case delayed(OrderMailSummary)
    /// A person of ours is looking into it.
    case needsAttention(OrderMailSummary)
    /// The money is on its way back.
    case refunded(OrderMailSummary)
    /// So much of it is, and the order goes on.
    case partRefunded(OrderMailSummary, back: Money)
    /// We received the statement of withdrawal, at that time.
    case withdrawal(OrderMailSummary, statedAt: Instant)
    /// Why no money follows from it.
    case withdrawalDeclined(OrderMailSummary, WithdrawalDecision)
    /// A fifth of the data is left, or less.
    case lowData(OrderMailSummary, [MailedUsage])
    /// It ends within three days.
    case expiring(OrderMailSummary, [MailedUsage])
    /// To a new address of a buyer's: press to prove that you read this. Nothing else about the order.
    case proveAddress(OrderNumber, url: String)
    /// To the old address: somebody asked for another one, press to say no.
    case addressAsked(OrderNumber, url: String)
    /// To the old address: it is no longer written to about this order.
    case addressChanged(OrderNumber)
    /// The way back to the order's page.
    case link(OrderMailSummary)
}

package struct OrderMailSummary: Sendable {
    package struct Line: Hashable, Sendable {
        package let name: String
        package let quantity: Int
        package let total: Money

        package init(name: String, quantity: Int, total: Money) {
            self.name = name
            self.quantity = quantity
            self.total = total
        }
    }

    package let number: OrderNumber
    package let placedAt: Instant
    package let lines: [Line]
    package let discount: OrderDiscount?
    package let total: Money
    /// The signed link to the order page.
    package let orderURL: String

    package init(
        number: OrderNumber, placedAt: Instant, lines: [Line], discount: OrderDiscount? = nil, total: Money,
        orderURL: String
    ) {
        self.number = number
        self.placedAt = placedAt
        self.lines = lines
        self.discount = discount
        self.total = total
        self.orderURL = orderURL
    }
}

/// One eSIM in a mail. Opened for this mail alone.
package struct MailedEsim: Sendable {
    package let name: String
    package let install: EsimInstallation

    package init(name: String, install: EsimInstallation) {
        self.name = name
        self.install = install
    }
}

/// What is left of one eSIM, in a mail.
package struct MailedUsage: Sendable {
    package let name: String
    package let status: EsimStatus
    /// When the network said so.
    package let toldAt: Instant

    package init(name: String, status: EsimStatus, toldAt: Instant) {
        self.name = name
        self.status = status
        self.toldAt = toldAt
    }
}

package struct RenderedMail: Sendable {
    package let subject: String
    package let text: String
    package let html: String
    package let images: [MailMessage.InlineImage]

    package init(subject: String, text: String, html: String, images: [MailMessage.InlineImage] = []) {
        self.subject = subject
        self.text = text
        self.html = html
        self.images = images
    }
}
