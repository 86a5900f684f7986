// SPDX-License-Identifier: Apache-2.0

import Audit
import Disclosure
package import Policy
import Storage
package import Values
package import Vault

/// What staff see of orders. Owners and support agents may; who keeps the catalogue may not.
package struct WorkOnOrders: Sendable {
    package enum Listing: Sendable {
        case orders([ListedOrder], counts: [OrderState: Int])
        case forbidden
    }

    package enum Showing: Sendable {
        case order(StaffOrder)
        case notFound
        case forbidden
    }

    package enum Attentions: Sendable {
        case open([Attention])
        case forbidden
    }

    let foundation: ShopFoundation

    package func list(_ filter: OrderFilter, as caller: Caller) async throws -> Listing {
        guard caller.mayWorkOnOrders else { return .forbidden }
        return try await foundation.data.read { session in
            .orders(
                try StaffQueries.orders(filter, in: session), counts: try StaffQueries.counts(in: session))
        }
    }

    package func show(_ id: ID<Order>, as caller: Caller) async throws -> Showing {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let cards = Set(foundation.processors.all.filter { $0.method == .card }.map(\.recipient))
        return try await foundation.data.read { session in
            guard let order = try OrderQueries.order(id, in: session) else { return .notFound }
            let esims = try EsimQueries.esims(of: id, in: session)
            let payments = try PaymentQueries.payments(of: id, in: session)
            let divisible = payments.first { $0.state == .paid && cards.contains($0.processor) }
            return .order(
                StaffOrder(
                    order: order, lines: try OrderQueries.lines(of: order, in: session),
                    discount: try CouponQueries.discount(of: order, in: session),
                    payments: payments, refunds: try RefundQueries.refunds(of: id, in: session),
                    left: try divisible.map { try RefundQueries.left(of: $0, in: session) },
                    disputes: try DisputeQueries.disputes(of: id, in: session),
                    supplies: try SupplyQueries.supplies(of: id, in: session),
                    esims: esims.map { .init(id: $0.id, status: $0.status, checkedAt: $0.checkedAt) },
                    mails: try MailQueries.mails(of: id, in: session),
                    timeline: try OrderEventQueries.events(of: id, in: session),
                    attentions: try OrderEventQueries.attentions(of: id, in: session),
                    review: try FraudQueries.review(of: id, in: session),
                    disclosures: try DisclosureQueries.forSubject(id.bytes, in: session)))
        }
    }

    /// What waits for a person, longest first.
    package func attentions(as caller: Caller) async throws -> Attentions {
        guard caller.mayWorkOnOrders else { return .forbidden }
        return .open(try await foundation.data.read { try OrderEventQueries.open(in: $0) })
    }

    package enum Resolution: Hashable, Sendable {
        case resolved
        /// Somebody was faster.
        case already
        case notFound
        case forbidden
    }

    /// Marks something as looked at.
    package func resolve(_ id: ID<Attention>, as caller: Caller) async throws -> Resolution {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let now = foundation.clock.now()
        return try await foundation.data.write { session in
            if try OrderEventQueries.resolve(id, at: now, in: session) { return .resolved }
            return try OrderEventQueries.attention(id, in: session) == nil ? .notFound : .already
        }
    }

    /// Opens the buyer's address for a stated purpose; the vault writes down who asked before it opens anything.
    package func openEmail(
        of id: ID<Order>, for purpose: Purpose, as caller: Caller
    ) async throws -> BuyerOpening {
        try await open(id, for: purpose, as: caller) { order, session in
            try order.person.flatMap { try OrderQueries.email(of: $0, in: session) }
        }
    }

    /// Opens brand and last four digits of the card the order was paid with.
    package func openCard(
        of id: ID<Order>, for purpose: Purpose, as caller: Caller
    ) async throws -> BuyerOpening {
        try await open(id, for: purpose, as: caller) { order, session in
            try PaymentQueries.payments(of: order.id, in: session).last { $0.card != nil }?.card
        }
    }

    /// Opens what whoever decided about a held order wrote.
    package func openReviewNote(
        of id: ID<Order>, for purpose: Purpose, as caller: Caller
    ) async throws -> BuyerOpening {
        try await open(id, for: purpose, as: caller) { order, session in
            try FraudQueries.review(of: order.id, in: session)?.note
        }
    }

    private func open(
        _ id: ID<Order>, for purpose: Purpose, as caller: Caller,
        _ value: @escaping @Sendable (Order, any SQLSession) throws -> SealedValue?
    ) async throws -> BuyerOpening {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).map { (person: $0.person, value: try value($0, session)) }
        }
        guard let found else { return .notFound }
        guard let person = found.person else { return .erased }
        guard let value = found.value else { return .notFound }
        switch try await foundation.vault.open(value, of: person, for: purpose, as: caller) {
        case .opened(let opened): return .opened(opened)
        case .refused(.erased): return .erased
        case .refused(let refusal): return .refused(refusal)
        }
    }
}
