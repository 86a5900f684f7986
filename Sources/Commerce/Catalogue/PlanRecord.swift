// SPDX-License-Identifier: Apache-2.0

package import Audit
import Policy
import Storage
package import Values
import Vault

/// Whether those who keep the catalogue want a plan sold.
package enum PlanState: String, Sendable, CaseIterable, SQLEnum {
    case active, inactive
}

/// A plan as those who keep the catalogue see it.
package struct PlanRecord: Hashable, Sendable {
    /// At its own price, whatever is planned.
    package let plan: Plan
    package let state: PlanState
    /// Whether the supplier has the package.
    package let isAvailable: Bool
    /// Those of the further packages that their suppliers do not have.
    package var missing: Set<SupplierPackage> = []
    /// Named by whoever changes it: another number means that somebody else did meanwhile.
    package let revision: Int

    /// The plan with the packages that can be had; nil while there are none.
    var suppliable: Plan? {
        let own = isAvailable ? [plan.supplierPackage] : []
        return plan.supplied(by: own + plan.furtherPackages.filter { !missing.contains($0) })
    }
}

/// A price that is to begin at a time.
package struct ScheduledPrice: Hashable, Sendable {
    package let startsAt: Instant
    package let prices: Prices

    package init(startsAt: Instant, prices: Prices) {
        self.startsAt = startsAt
        self.prices = prices
    }
}

/// One line of a plan's history: what was done, and how it stood then.
package struct PlanChange: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        case imported, added, repriced, published
        case tookOff = "taken-off"
        case scheduled
        case unscheduled
        /// How many are sold was set, or set free.
        case limited
        /// Who is asked second was set, or taken away.
        case fallBack = "fallback-set"
        case supplierPrice = "supplier-price"
        case supplierGone = "supplier-gone"
        case supplierBack = "supplier-back"
        /// The price followed the supplier's by rule.
        case followed
    }

    /// The id of the entry in the evidence log, which knows who it was.
    package let id: ID<AuditEntry>
    package let kind: Kind
    package let prices: Prices
    package let supplierPrice: Int64
    /// When a planned price begins.
    package let startsAt: Instant?
    package let at: Instant

    package init(
        id: ID<AuditEntry>, kind: Kind, prices: Prices, supplierPrice: Int64, startsAt: Instant?, at: Instant
    ) {
        self.id = id
        self.kind = kind
        self.prices = prices
        self.supplierPrice = supplierPrice
        self.startsAt = startsAt
        self.at = at
    }
}

/// A change of a plan ready to be written down twice: in its history and, with who did it, in the evidence.
struct PlanChangeNote: Sendable {
    private let entry: AuditEntry
    private let at: Instant

    /// Draws an id: make it before the transaction.
    init(_ type: AuditType, plan slug: String, by caller: Caller, at now: Instant) {
        entry = AuditEntry(log: .evidence, type: type, at: now, by: caller.staffID, outcome: slug)
        at = now
    }

    func insert(
        _ kind: PlanChange.Kind, _ plan: Plan, startsAt: Instant? = nil, in session: any SQLSession
    ) throws {
        let change = PlanChange(
            id: entry.id, kind: kind, prices: plan.prices, supplierPrice: plan.supplierPackage.price,
            startsAt: startsAt, at: at)
        try PlanQueries.insert(change, of: plan.slug, in: session)
        try entry.insert(in: session)
    }
}

extension Caller {
    /// Whether the catalogue may be changed: by those who run the business and those who keep it.
    package var mayKeepCatalogue: Bool {
        switch self {
        case .staff(let member):
            switch member.role {
            case .owner, .catalogueEditor: true
            case .supportAgent: false
            }
        case .system: true
        case .person, .anonymous: false
        }
    }
}
