// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// The plans as those who keep them look for them.
enum KeptPlanGroup: String, CaseIterable {
    case all
    case onSale = "on-sale"
    case offSale = "off-sale"
    case planned
    case lowMargin = "low-margin"
    case toDecide = "to-decide"

    var name: Text { Text("keeping.group.\(rawValue)") }

    func has(_ plan: KeptPlan, _ listing: KeepCatalogue.Listing) -> Bool {
        switch self {
        case .all: true
        case .onSale: plan.isOnSale
        case .offSale: !plan.isOnSale
        case .planned: !plan.planned.isEmpty
        case .lowMargin: plan.margin < listing.rules.minimumMargin
        case .toDecide: listing.findings.contains { $0.plan == plan.record.plan.slug }
        }
    }
}

/// A page of the list.
struct KeptPlanList: Sendable {
    let group: KeptPlanGroup
    let typed: String
    let plans: [KeptPlan]
    let counts: [KeptPlanGroup: Int]
    let listing: KeepCatalogue.Listing

    init(_ listing: KeepCatalogue.Listing, group: KeptPlanGroup, typed: String) {
        self.listing = listing
        self.group = group
        self.typed = typed
        let words = typed.folded.split(separator: " ")
        plans = listing.plans.filter { plan in
            guard group.has(plan, listing) else { return false }
            let name = plan.record.plan.name
            let text = "\(name.vietnamese) \(name.english) \(plan.record.plan.slug)".folded
            return words.allSatisfy { text.contains($0) }
        }
        counts = Dictionary(
            uniqueKeysWithValues: KeptPlanGroup.allCases.map { group in
                (group, listing.plans.count { group.has($0, listing) })
            })
    }
}
