// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// Orders more data for an eSIM: an order of its own that is paid like any other, after which the network adds the data.
package struct BuyTopUp: Sendable {
    package enum Outcome: Sendable {
        case placed(PlacedOrder)
        /// This press of the button arrived before.
        case already(PlacedOrder)
        case attemptReused
        case offerUnavailable
        case policyOutdated
        /// No such eSIM of this buyer.
        case notFound
    }

    package struct Draft: Sendable {
        package let esim: ID<Esim>
        package let offerSlug: String
        package let currency: Currency
        package let language: Language
        package let policyVersion: String
        package let attempt: ID<OrderAttempt>

        package init(
            esim: ID<Esim>, offerSlug: String, currency: Currency, language: Language, policyVersion: String,
            attempt: ID<OrderAttempt>
        ) {
            self.esim = esim
            self.offerSlug = offerSlug
            self.currency = currency
            self.language = language
            self.policyVersion = policyVersion
            self.attempt = attempt
        }
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ draft: Draft, as caller: Caller) async throws -> Outcome {
        let digest = foundation.digest(of: ["top-up", "\(draft.esim)", draft.offerSlug, draft.currency.rawValue])
        let found = try await foundation.data.read { session in
            (
                earlier: try OrderQueries.order(of: draft.attempt, in: session),
                esim: try EsimQueries.esim(draft.esim, in: session).flatMap { esim in
                    try OrderQueries.order(esim.order, in: session).flatMap { order in
                        try OrderQueries.lines(of: order, in: session).first { $0.id == esim.line }
                            .map { (esim: esim, slug: $0.slug) }
                    }
                }
            )
        }
        guard let (esim, slug) = found.esim, caller.isBuyer(esim.person) else { return .notFound }
        if let earlier = found.earlier { return outcome(earlier, digest) }
        guard draft.policyVersion == foundation.policy.version.hex else { return .policyOutdated }
        let offers = foundation.topUps(for: slug, from: esim.supplier, in: esim.status.state)
        guard let offer = offers.first(where: { $0.slug == draft.offerSlug }) else { return .offerUnavailable }
        guard let sealer = try await foundation.vault.sealer(for: esim.person) else { return .notFound }
        let placement = try await foundation.prepare(
            basket(offer, for: esim, draft), in: draft.currency, attempt: draft.attempt, draftDigest: digest,
            email: nil, sealedBy: sealer)
        do {
            try await foundation.data.write { try placement.insert(in: $0) }
        } catch StorageError.uniqueViolation {
            let earlier = try await foundation.data.read { try OrderQueries.order(of: draft.attempt, in: $0) }
            guard let earlier else { throw StorageError.uniqueViolation }
            return outcome(earlier, digest)
        }
        return .placed(PlacedOrder(placement.order, foundation.links))
    }

    private func outcome(_ earlier: (order: Order, draftDigest: [UInt8]?), _ digest: [UInt8]) -> Outcome {
        earlier.draftDigest == digest ? .already(PlacedOrder(earlier.order, foundation.links)) : .attemptReused
    }

    private func basket(_ offer: TopUpOffer, for esim: Esim, _ draft: Draft) -> Basket {
        let line = OrderLine(
            id: .timeOrdered(at: foundation.clock.now()), slug: offer.slug, name: offer.name, quantity: 1,
            unitPrice: offer.price(in: draft.currency), supplierPackage: offer.supplierPackage)
        return Basket(
            kind: .topUp, lines: [line], esim: esim.id, language: draft.language,
            acceptance: Acceptance(
                policyVersion: draft.policyVersion, minimumAge: foundation.policy.minimumAge,
                agreesToImmediateSupply: true))
    }
}
