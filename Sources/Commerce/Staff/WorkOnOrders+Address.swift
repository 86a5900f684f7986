// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

extension WorkOnOrders {
    /// What was bought with an address, newest first: for whoever helps its owner, who has proven that it is theirs.
    ///
    /// Naming orders of a person is a look at that person: it stands in the access log, for support, before it is shown. Nil
    /// for whoever may not see orders.
    package func orders(boughtWith address: EmailAddress, as caller: Caller) async throws -> [ListedOrder]? {
        guard caller.mayWorkOnOrders else { return nil }
        let people = try await foundation.vault.people(.guestEmail, address.canonical)
        let found = try await foundation.data.read { session in
            try people.flatMap { person in
                try OrderQueries.orders(of: person, in: session).compactMap { order -> (PersonID, ListedOrder)? in
                    let lines = try OrderQueries.lines(of: order, in: session)
                    return lines.first.map { first in
                        (
                            person,
                            ListedOrder(
                                id: order.id, number: order.number, kind: order.kind, state: order.state,
                                amount: order.amount, placedAt: order.placedAt, plan: first.name,
                                lineCount: lines.count, isErased: false)
                        )
                    }
                }
            }
        }
        _ = try await foundation.vault.openers(for: found.map(\.0), purpose: .support, as: caller)
        return found.map(\.1).sorted { $0.placedAt > $1.placedAt }
    }
}
