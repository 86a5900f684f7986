// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// What the shop holds about a buyer, for the exercise of their rights.
package struct BuyerData: Sendable {
    /// What a recipient knows the buyer's purchase by.
    package struct Handle: Sendable {
        package enum Kind: String, Sendable, CaseIterable {
            case payment
            case esimProfile = "esim-profile"
        }

        package let recipient: RecipientID
        package let kind: Kind
        /// Sealed under the buyer's key.
        package let value: SealedValue
    }

    /// One thing held, without opening anything.
    package struct Holding: Sendable {
        package let at: Instant
        package let category: Category
        /// Key of the text that names it, with its parameters.
        package let label: String
        package let parameters: [String: String]
        /// The end of the year up to which law makes us keep it; nil when erasure ends it.
        package let heldUntil: Instant?
    }

    let foundation: ShopFoundation

    /// Where the buyer can be written to; nil when they were erased or never were.
    package func address(of person: PersonID) async throws -> SealedValue? {
        try await foundation.data.read { try OrderQueries.email(of: person, in: $0) }
    }

    /// What gateway and supplier know the buyer's purchases by, to be opened before the key is destroyed.
    package func handles(of person: PersonID) async throws -> [Handle] {
        return try await foundation.data.read { session in
            let payments = try OrderQueries.orders(of: person, in: session)
                .flatMap { try PaymentQueries.payments(of: $0.id, in: session) }
                .compactMap { payment in
                    payment.reference.map { Handle(recipient: payment.processor, kind: .payment, value: $0) }
                }
            let esims = try EsimQueries.esims(of: person, in: session)
                .map { Handle(recipient: $0.supplier, kind: .esimProfile, value: $0.profile) }
            return payments + esims
        }
    }

    /// Tells a recipient that the buyer asked to be forgotten. `handle` may be sealed under another key by then; its
    /// holder is `person`, and `subject` is what the disclosure record files it under.
    package func forget(
        _ kind: Handle.Kind, _ handle: SealedValue, at recipient: RecipientID, of person: PersonID, subject: [UInt8]
    ) async throws -> Forgetting {
        switch kind {
        case .payment:
            guard let processor = foundation.processors[recipient] else { return .keeps(code: "processor-gone") }
            return try await processor.forget(
                PaymentHandle(subject: subject, person: person, reference: handle))
        case .esimProfile:
            guard let supplier = foundation.suppliers[recipient] else { return .keeps(code: "supplier-gone") }
            return try await supplier.fulfiller.forget(
                ProfileHandle(subject: subject, person: person, profile: handle))
        }
    }

    /// In the order of time.
    package func holdings(of person: PersonID) async throws -> [Holding] {
        try await foundation.data.read { session in
            var found: [Holding] = []
            for order in try OrderQueries.orders(of: person, in: session) {
                let words = [
                    "number": order.number.text, "amount": order.amount.formatted(in: order.language),
                    "state": order.state.rawValue,
                ]
                func add(_ category: Category, _ label: String, until: Instant? = nil) {
                    found.append(
                        Holding(
                            at: order.placedAt, category: category, label: label, parameters: words, heldUntil: until))
                }
                add(.order, "holding.order")
                add(.acceptance, "holding.acceptance")
                if try PaymentQueries.payments(of: order.id, in: session).contains(where: { $0.reference != nil }) {
                    add(.paymentReference, "holding.payment")
                }
                for _ in try EsimQueries.esims(of: order.id, in: session) {
                    add(.esimProfile, "holding.esim")
                    add(.esimUsage, "holding.usage")
                }
                if let invoice = try InvoiceQueries.invoice(of: order.id, in: session) {
                    add(.invoiceMinimum, "holding.invoice", until: .endOfYear(invoice.endYear))
                }
            }
            if try OrderQueries.email(of: person, in: session) != nil, let first = found.first {
                let email = Holding(
                    at: first.at, category: .emailAddress, label: "holding.email", parameters: [:], heldUntil: nil)
                found.insert(email, at: 0)
            }
            return found
        }
    }

    /// The bookkeeping of an order; it stays readable when its buyer has been erased.
    package func invoice(of order: ID<Order>, as caller: Caller) async throws -> Opening<String>? {
        guard let invoice = try await foundation.data.read({ try InvoiceQueries.invoice(of: order, in: $0) }) else {
            return nil
        }
        return try await foundation.vault.openHeld(invoice.content, under: invoice.holder, as: caller)
    }

    /// Puts a wrong address right, and with it what its person is found by; false when the buyer has been erased. For requests that
    /// were verified by other means; buyers themselves prove the address (`AskForCorrection`).
    package func correctEmail(of person: PersonID, to email: EmailAddress) async throws -> Bool {
        let vault = foundation.vault
        guard let sealer = try await vault.sealer(for: person),
            try await vault.addLookup(.guestEmail, email.canonical, of: person)
        else { return false }
        let sealed = try sealer.seal(email.text, in: .buyerEmail, row: person)
        try await foundation.data.write { try OrderQueries.replaceEmail(of: person, with: sealed, in: $0) }
        try await vault.keepLookup(.guestEmail, only: email.canonical, of: person)
        return true
    }
}

extension Instant {
    /// The last millisecond of a year, UTC.
    fileprivate static func endOfYear(_ year: Int) -> Instant {
        let past = year - 1969
        // Leap days from 1970 up to the end of the year (Gregorian).
        let leapDays = year / 4 - year / 100 + year / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400)
        return Instant(milliseconds: Int64(past * 365 + leapDays) * 86_400_000 - 1)
    }
}
