// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// A request of somebody who has shown who they are already: verified from the start, and no mail is sent.
struct OpenDataPage: Sendable {
    let data: any Database
    let links: RightsLinks
    let clock: any WallClock

    func callAsFunction(to person: PersonID, language: Language) async throws -> RightsToken {
        let now = clock.now()
        let request = RightsRequest(
            id: .timeOrdered(at: now), language: language, state: .asked, askedAt: now, verifiedAt: nil,
            dueAt: now + .days(30), concludedAt: nil, receipt: nil, people: [person])
        let token = links.token(for: request.id)
        try await data.write { session in
            try RightsRequestQueries.insert(request, digest: token.digest, in: session)
            try RightsRequestQueries.verify(request.id, at: now, in: session)
        }
        return token
    }
}
