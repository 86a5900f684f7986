// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Policy
import Storage
package import Values
package import Vault

/// Whoever holds an order's link names another address for it. Both addresses are told; nothing changes before the new one proves
/// itself.
package struct AskForCorrection: Sendable {
    package enum Outcome: Hashable, Sendable {
        case asked
        /// It is the address we have.
        case same
        case tooMany
        /// No such order of the caller's, or its buyer may not be written to.
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(
        _ address: EmailAddress, for id: ID<Order>, in language: Language, as caller: Caller
    ) async throws -> Outcome {
        let now = foundation.clock.now()
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session).flatMap { order in
                try order.person.flatMap { person in
                    try OrderQueries.email(of: person, in: session).map { email in
                        (
                            person: person, email: email,
                            earlier: try EmailCorrectionQueries.corrections(of: person, in: session)
                        )
                    }
                }
            }
        }
        guard let found, caller.isBuyer(found.person),
            let sealer = try await foundation.vault.sealer(for: found.person),
            let known = try await foundation.vault.open(
                found.email, of: found.person, for: .purchase, as: caller
            ).value
        else { return .notFound }
        if EmailAddress(known.expose())?.canonical == address.canonical { return .same }
        guard found.earlier.count(where: { $0.askedAt > now - .days(1) }) < EmailCorrection.limitPerDay else {
            return .tooMany
        }
        try await store(address, sealer, id, language, at: now)
        return .asked
    }

    private func store(
        _ address: EmailAddress, _ sealer: Sealer, _ order: ID<Order>, _ language: Language, at now: Instant
    ) async throws {
        let id = ID<EmailCorrection>.timeOrdered(at: now)
        let sealed = try sealer.seal(address.text, in: .correctedEmail, row: id)
        let correction = EmailCorrection(
            id: id, order: order, person: sealer.person, language: language, state: .asked,
            address: SealedValue(sealed, in: .correctedEmail, row: id.bytes), former: nil, askedAt: now)
        let jobs = [
            Job(ShopJob.proveAddress, about: id, at: now), Job(ShopJob.warnAddress, about: id, at: now),
            Job(ShopJob.forgetCorrection, about: id, at: now, after: EmailCorrection.lifetime),
        ]
        let entry = AuditEntry(
            log: .evidence, type: "correction.asked", at: now, policyVersion: foundation.policy.version.hex,
            about: sealer.person, object: order.cast(), by: sealer.person, purpose: Purpose.legalDuty.rawValue,
            categories: [Category.emailAddress.rawValue])
        try await foundation.data.write { session in
            try EmailCorrectionQueries.supersede(of: sealer.person, in: session)
            try EmailCorrectionQueries.insert(correction, in: session)
            for job in jobs { try job.insert(in: session) }
            try entry.insert(in: session)
        }
    }
}
