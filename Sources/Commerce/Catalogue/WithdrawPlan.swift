// SPDX-License-Identifier: Apache-2.0

import Audit
package import Policy
import Storage
import Values
package import Vault

/// A plan as those who keep the catalogue see it, on sale or not.
package struct ShelfEntry: Hashable, Sendable {
    package let slug: String
    package let name: Wording
    package let prices: Prices
    /// Whether the file still has it.
    package let isListed: Bool
    /// Whether staff took it off the shelf.
    package let isWithdrawn: Bool
}

/// Takes a plan off the shelf, or puts it back. Orders already placed are not touched.
package struct WithdrawPlan: Sendable {
    let foundation: ShopFoundation

    package enum Outcome: Hashable, Sendable {
        case withdrawn
        case restored
        case noSuchPlan
        case forbidden
    }

    package func callAsFunction(_ slug: String, _ isWithdrawn: Bool, as caller: Caller) async throws -> Outcome {
        guard case .staff(let member) = caller, [.owner, .catalogueEditor].contains(member.role) else {
            return .forbidden
        }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: isWithdrawn ? "plan.withdrawn" : "plan.restored", at: now, by: member.id,
            outcome: slug)
        let exists = try await foundation.data.write { session in
            guard try CatalogueQueries.setWithdrawn(isWithdrawn, plan: slug, in: session) else { return false }
            if let stand = try CatalogueQueries.stand(in: session) {
                let next = CatalogueQueries.Stand(version: stand.version + 1, digest: stand.digest)
                try CatalogueQueries.record(next, at: now, in: session)
            }
            try entry.insert(in: session)
            return true
        }
        guard exists else { return .noSuchPlan }
        try await foundation.refreshShelf()
        return isWithdrawn ? .withdrawn : .restored
    }

    /// Every plan there ever was.
    package func entries() async throws -> [ShelfEntry] {
        try await foundation.data.read { try CatalogueQueries.shelfList(in: $0) }
    }
}
