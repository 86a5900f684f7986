// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// A buyer's wish to be written to at another address, because the one typed at checkout was wrong.
///
/// Whoever holds the order's link asks; both addresses are told, and nothing changes until the new one has proven itself with
/// the link mailed to it. The old one can put a stop to it until then.
package struct EmailCorrection: Sendable {
    package enum State: String, Sendable, SQLEnum {
        case asked
        case proven
        /// The old address said no.
        case refused
        /// A later wish took its place.
        case superseded
    }

    /// How long the mailed links work.
    package static let lifetime = Duration.days(7)
    /// Wishes of one buyer within a day.
    static let limitPerDay = 3

    let id: ID<EmailCorrection>
    let order: ID<Order>
    let person: PersonID
    let language: Language
    let state: State
    let address: SealedValue
    let former: SealedValue?
    let askedAt: Instant

    func isOpen(at now: Instant) -> Bool { state == .asked && now < askedAt + Self.lifetime }
}

/// The links of a correction: one proves the new address, the other says no for the old one. Neither can be made of the other.
struct CorrectionLinks: Sendable {
    private let proof: SignedID
    private let refusal: SignedID

    init(_ keys: OrganisationKeys) {
        proof = SignedID(key: keys.linkKey("e-mail correction"))
        refusal = SignedID(key: keys.linkKey("e-mail correction refused"))
    }

    func proof(of correction: ID<EmailCorrection>) -> String { proof.token(for: correction) }
    func refusal(of correction: ID<EmailCorrection>) -> String { refusal.token(for: correction) }

    func read(_ token: String) -> (id: ID<EmailCorrection>, isProof: Bool)? {
        if let id = proof.id(token, of: EmailCorrection.self) { return (id, true) }
        return refusal.id(token, of: EmailCorrection.self).map { ($0, false) }
    }
}
