// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
package import Values
import Vault

/// Somebody gives an address and asks what is held under it: a link goes to that address, if we know it.
///
/// Nobody learns here who our customers are: whether the address is known or not, one request, at least one person and one
/// job are written and nothing else is done. The job finds out whether there is anybody to write to.
package struct AskAboutMyData: Sendable {
    let data: any Database
    let vault: Vault
    let links: RightsLinks
    let clock: any WallClock

    package func callAsFunction(_ address: EmailAddress, language: Language) async throws {
        let known = try await vault.people(.guestEmail, address.canonical)
        let now = clock.now()
        // Nobody's id, in place of a person: the address itself is not kept.
        let people = known.isEmpty ? [PersonID.random()] : known
        let request = RightsRequest(
            id: .timeOrdered(at: now), language: language, state: .asked, askedAt: now, verifiedAt: nil,
            dueAt: now + .days(30), concludedAt: nil, receipt: nil, people: people)
        let digest = links.token(for: request.id).digest
        let job = SendDataLink.job(for: request.id, at: now)
        try await data.write { session in
            try RightsRequestQueries.insert(request, digest: digest, in: session)
            try job.insert(in: session)
        }
    }
}
