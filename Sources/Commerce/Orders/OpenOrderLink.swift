// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values
package import Vault

/// Lets whoever holds an order's signed link in as its buyer.
package struct OpenOrderLink: Sendable {
    package enum Outcome: Sendable {
        case opened(ID<Order>, as: Caller)
        /// The buyer has been erased; the link leads nowhere any more.
        case erased
        /// Not a link of ours, or altered: the same answer as for no order at all.
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ token: String) async throws -> Outcome {
        guard let id = foundation.links.order(token),
            let order = try await foundation.data.read({ try OrderQueries.order(id, in: $0) })
        else { return .notFound }
        guard let person = order.person, try await foundation.vault.exists(person) else { return .erased }
        return .opened(id, as: .person(person))
    }
}
