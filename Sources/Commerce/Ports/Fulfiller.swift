// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// Who makes the eSIMs: the network partner. See `PaymentProcessor` for how an adapter opens sealed values.
package protocol Fulfiller: Sendable {
    /// Which recipient of the policy this is.
    var recipient: RecipientID { get }

    /// Whether the supplier takes a repeated order for the same one. Where it does not, an order whose answer was lost is looked
    /// for (`find`) before it is asked for again.
    var repeatsSafely: Bool { get }

    /// Whether profiles can be paused.
    var canSuspend: Bool { get }

    /// Orders profiles.
    func order(_ order: SupplyOrder) async throws -> SupplyOrdering

    /// Whether the supplier has an order that we asked for and heard nothing of.
    func find(_ supply: SupplyHandle) async throws -> SupplyFinding

    /// The profiles of an order with their state and usage now.
    func profiles(of supply: SupplyHandle) async throws -> ProfilesReading

    /// Adds data to a profile. Repeating with the same transaction adds it once.
    func topUp(_ topUp: TopUpSupply) async throws -> ProfileChange

    func suspend(_ profile: ProfileHandle) async throws -> ProfileChange
    func resume(_ profile: ProfileHandle) async throws -> ProfileChange
    /// Takes a profile nobody has installed back, so that the supplier returns its price.
    func cancel(_ profile: ProfileHandle) async throws -> ProfileChange

    /// Tells the supplier that the person asked to be forgotten: takes the profile back or revokes it for good.
    func forget(_ profile: ProfileHandle) async throws -> Forgetting
}

/// One line of an order as the supplier is to know it: a package, a number and our reference, nothing about the buyer.
package struct SupplyOrder: Sendable {
    package let order: ID<Order>
    package let person: PersonID
    /// Made of the line's id; at most 36 characters.
    package let transaction: String
    package let supplierPackage: SupplierPackage
    package let quantity: Int

    package init(
        order: ID<Order>, person: PersonID, transaction: String, supplierPackage: SupplierPackage, quantity: Int
    ) {
        self.order = order
        self.person = person
        self.transaction = transaction
        self.supplierPackage = supplierPackage
        self.quantity = quantity
    }
}

/// A package in a supplier's price list.
package struct SupplierPackage: Hashable, Sendable {
    package let supplier: RecipientID
    package let code: String
    /// The price agreed for one, in ten-thousandths of a US dollar.
    package let price: Int64

    package init(of supplier: RecipientID, code: String, price: Int64) {
        self.supplier = supplier
        self.code = code
        self.price = price
    }
}

package enum SupplyOrdering: Sendable {
    /// `reference` is the supplier's order number.
    case accepted(reference: String)
    /// The supplier said no: it has no such order.
    case refused(SupplyRefusal)
    /// It certainly has no such order and may take it later: no connection, too many requests.
    case notTaken
    /// No answer, or one that leaves open whether it took the order.
    case unclear
}

package enum SupplyFinding: Hashable, Sendable {
    case taken(reference: String)
    /// It has no such order, and so much time has passed that none will turn up.
    case notTaken
    /// It has no such order yet.
    case tooEarly
    case unreachable
}

/// Why a supplier says no.
package enum SupplyRefusal: Hashable, Sendable {
    case outOfStock
    /// Our account with the supplier is empty.
    case noBalance
    case unknownPackage
    case priceChanged
    /// The profile is not in a state that allows it.
    case wrongState
    /// The supplier offers no such thing.
    case notOffered
    /// A person at the supplier decides about it.
    case underReview
    case unknownProfile
    /// The one door stayed shut; the code says why.
    case notDisclosed(code: String)
    /// Anything else, by the supplier's own code.
    case other(code: String)

    /// For timelines and logs; no personal data.
    package var code: String {
        switch self {
        case .outOfStock: "out-of-stock"
        case .noBalance: "no-balance"
        case .unknownPackage: "unknown-package"
        case .priceChanged: "price-changed"
        case .wrongState: "wrong-state"
        case .notOffered: "not-offered"
        case .underReview: "under-review"
        case .unknownProfile: "unknown-profile"
        case .notDisclosed(let code): "not-disclosed:\(code)"
        case .other(let code): "supplier:\(code)"
        }
    }
}

/// An order the supplier should know.
package struct SupplyHandle: Sendable {
    package let order: ID<Order>
    package let person: PersonID
    package let transaction: String
    /// The supplier's order number; nil when its answer was lost and only our transaction can find the order.
    package let reference: SealedValue?
    /// When it was asked last.
    package let orderedAt: Instant

    package init(order: ID<Order>, person: PersonID, transaction: String, reference: SealedValue?, orderedAt: Instant) {
        self.order = order
        self.person = person
        self.transaction = transaction
        self.reference = reference
        self.orderedAt = orderedAt
    }
}

package enum ProfilesReading: Sendable {
    case profiles([SuppliedProfile])
    /// The order stands, the profiles are still being made.
    case allocating
    /// The supplier has no such order.
    case unknown
    /// The supplier took the order and could not make anything of it: it is over there.
    case cameToNothing(SupplyRefusal)
    case refused(SupplyRefusal)
    case unreachable
}

/// A profile as the supplier has it.
package struct SuppliedProfile: Hashable, Sendable {
    /// The supplier's own name for it, in later calls.
    package let id: String
    package let iccid: String
    /// The whole `LPA:1$…` text (SGP.22 §4.1): a bearer secret until it is installed.
    package let activationCode: String
    package let status: EsimStatus

    package init(id: String, iccid: String, activationCode: String, status: EsimStatus) {
        self.id = id
        self.iccid = iccid
        self.activationCode = activationCode
        self.status = status
    }
}

/// State and usage of an eSIM as its network reports them.
package struct EsimStatus: Hashable, Sendable {
    package let state: EsimState
    package let totalBytes: Int64
    package let usedBytes: Int64
    /// When the plan ends; nil before it is used first, where the network starts the clock then.
    package let expiresAt: Instant?

    package init(state: EsimState, totalBytes: Int64, usedBytes: Int64, expiresAt: Instant?) {
        self.state = state
        self.totalBytes = totalBytes
        self.usedBytes = usedBytes
        self.expiresAt = expiresAt
    }
}

package enum EsimState: String, Sendable, CaseIterable {
    /// Made, not yet on a phone.
    case ready
    case installed
    case inUse = "in-use"
    case usedUp = "used-up"
    case expired
    case suspended
    case cancelled
    case revoked
}

package struct ProfileHandle: Sendable {
    /// The order's id, or another subject for the disclosure record.
    package let subject: [UInt8]
    package let person: PersonID
    /// What `SuppliedProfile.id` named.
    package let profile: SealedValue

    package init(subject: [UInt8], person: PersonID, profile: SealedValue) {
        self.subject = subject
        self.person = person
        self.profile = profile
    }
}

package struct TopUpSupply: Sendable {
    package let profile: ProfileHandle
    /// Made of the line's id; at most 36 characters.
    package let transaction: String
    package let supplierPackage: SupplierPackage

    package init(profile: ProfileHandle, transaction: String, supplierPackage: SupplierPackage) {
        self.profile = profile
        self.transaction = transaction
        self.supplierPackage = supplierPackage
    }
}

package enum ProfileChange: Sendable {
    case done
    case refused(SupplyRefusal)
    /// No answer, or one that says "later": safe to repeat.
    case unreachable
}
