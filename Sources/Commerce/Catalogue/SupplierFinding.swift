// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// Something the supplier changed that somebody of ours has to decide about.
package struct SupplierFinding: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLEnum {
        /// It asks more than the rules let prices follow by themselves.
        case dearer
        /// It no longer has the package, or has another under its code.
        case gone
        /// It asks as much as we do, or more: the plan is not sold until somebody decides.
        case belowCost = "below-cost"
        /// Half of what we sell is missing in its list: nothing of it was believed.
        case doubted
    }

    package enum State: String, Sendable, CaseIterable, SQLEnum {
        case open, applied, dismissed
    }

    package let id: ID<SupplierFinding>
    /// The plan's slug, or `*` for the whole list.
    package let plan: String
    package let kind: Kind
    /// Ten-thousandths of a US dollar.
    package let oldPrice: Int64
    package let newPrice: Int64
    /// What the rules would make of it.
    package let proposal: Prices
    package let foundAt: Instant
}
