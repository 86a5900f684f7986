// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
import Vault

/// Somebody gives an address and asks for the links of the orders bought with it: they go to that address and nowhere else.
///
/// Nobody learns here who our customers are: whether the address is known or not, at least one row and one job are written
/// and nothing else is done. The job finds out which orders there are.
package struct AskForOrderLinks: Sendable {
    let foundation: ShopFoundation

    package func callAsFunction(_ address: EmailAddress) async throws {
        let known = try await foundation.vault.people(.guestEmail, address.canonical)
        let now = foundation.clock.now()
        let request = ID<OrderLinkRequest>.timeOrdered(at: now)
        // Nobody's id, in place of a person: the address itself is not kept.
        let people = (known.isEmpty ? [PersonID.random()] : known).map {
            (id: ID<OrderLinkRequest>.random(), person: $0)
        }
        let job = Job(ShopJob.mailOrderLinks, about: request, at: now)
        try await foundation.data.write { session in
            for (id, person) in people {
                try OrderLinkQueries.insert(id, of: request, person: person, at: now, in: session)
            }
            try job.insert(in: session)
        }
    }
}

/// One asking for links; gone as soon as it has been seen to.
package enum OrderLinkRequest {}
