// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values

/// Tells a person that an attestation is about to end, and again that it has; a new one settles both.
struct WatchAttestations: Sendable {
    static let kind: JobKind = "watch-attestations"
    private static let interval = Duration.hours(1)

    let foundation: ShopFoundation

    /// About all of them, so at most one waits.
    static func job(at now: Instant) -> Job {
        Job(kind, about: ID<CardAttestations>.whole, at: now, exclusive: true)
    }

    func callAsFunction() async throws -> JobOutcome {
        let attestations = foundation.processors.attestations
        for processor in foundation.processors.all where processor.method == .card {
            let provider = processor.recipient
            let standing = attestations.standing(of: provider)
            attestations.report(provider, attestations.ends[provider].map { $0 - foundation.clock.now() })
            try await tell(of: provider, standing)
        }
        return .retry(after: Self.interval)
    }

    private func tell(of provider: RecipientID, _ standing: CardAttestations.Standing) async throws {
        let reason: Attention.Reason? =
            switch standing {
            case .inForce: nil
            case .ending: .attestationEnding
            case .missing, .ended: .attestationEnded
            }
        let now = foundation.clock.now()
        let attention = reason.map { reason in
            Attention(
                id: .timeOrdered(at: now), order: nil, reason: reason, subject: provider.name, detail: nil,
                raisedAt: now, resolvedAt: nil)
        }
        try await foundation.data.write { session in
            for other in [Attention.Reason.attestationEnding, .attestationEnded] where other != reason {
                try OrderEventQueries.resolve(other, about: provider.name, at: now, in: session)
            }
            if let attention { try OrderEventQueries.raise(attention, in: session) }
        }
    }
}
