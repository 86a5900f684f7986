// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

extension WorkOnOrders {
    /// The newest order of each, by which they are found in the console; who has none is not among them. Opens nothing: the page
    /// of an order shows its buyer masked. Empty for whoever may not see orders.
    package func newestOrders(
        of people: Set<PersonID>, as caller: Caller
    ) async throws -> [PersonID: (id: ID<Order>, number: OrderNumber)] {
        guard caller.mayWorkOnOrders, !people.isEmpty else { return [:] }
        return try await foundation.data.read { session in
            var found: [PersonID: (id: ID<Order>, number: OrderNumber)] = [:]
            for person in people { found[person] = try StaffQueries.newestOrder(of: person, in: session) }
            return found
        }
    }

    /// How many orders were placed under each version of the policy; nil for whoever may not see orders.
    package func accepted(as caller: Caller) async throws -> [PolicyVersion: Int]? {
        guard caller.mayWorkOnOrders else { return nil }
        return try await foundation.data.read { try StaffQueries.accepted(in: $0) }
    }
}
