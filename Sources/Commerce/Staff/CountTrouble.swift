// SPDX-License-Identifier: Apache-2.0

package import Jobs
import Storage
package import Values

/// Counts what came and waits for a person, for whoever is told of it by mail.
package struct CountTrouble: Sendable {
    let foundation: ShopFoundation

    /// What was raised after one moment and until another and is still open; `withMoney` adds amounts that belong to no order.
    package func callAsFunction(
        _ reasons: Set<Attention.Reason>, withMoney: Bool, after moment: Instant, until end: Instant
    ) async throws -> Int {
        try await foundation.data.read { session in
            let raised = try OrderEventQueries.openCounts(after: moment, until: end, in: session)
            let money = withMoney ? try MoneyListQueries.countOpen(after: moment, until: end, in: session) : 0
            return raised.filter { reasons.contains($0.key) }.map(\.value).reduce(money, +)
        }
    }
}

/// Somebody may have to be told by mail. The shop says so; who is told, and whether, is for others to decide.
package enum TellingStaff {
    package static let kind: JobKind = "tell-staff"
    /// A burst becomes one mail.
    static let patience = Duration.seconds(60)

    static func job(at now: Instant) -> Job {
        Job(kind, about: ID<TellingStaffSubject>.whole, at: now, after: patience, exclusive: true)
    }

    /// Because of a row with an id of its own: for a transaction, in which none is drawn.
    static func job<Cause>(becauseOf cause: ID<Cause>, at now: Instant) -> Job {
        Job(kind, about: ID<TellingStaffSubject>.whole, becauseOf: cause, at: now, after: patience)
    }
}

enum TellingStaffSubject {}
