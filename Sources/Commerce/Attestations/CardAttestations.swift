// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// Until when those who take cards for a business have shown that they do so safely (PCI DSS). Whoever has not, or not any
/// more, is sent no buyer.
package struct CardAttestations: Sendable {
    package enum Standing: Hashable, Sendable {
        case missing
        case inForce(until: Instant)
        /// In force, and so near its end that somebody has to ask for the next one.
        case ending(at: Instant)
        case ended(at: Instant)
    }

    /// How long before its end somebody is told: audits take weeks.
    package static let notice = Duration.days(30)

    let ends: [RecipientID: Instant]
    let clock: any WallClock
    /// Hears what is left of each; nil for none.
    let report: @Sendable (RecipientID, Duration?) -> Void

    package init(
        _ ends: [RecipientID: Instant], clock: any WallClock,
        report: @escaping @Sendable (RecipientID, Duration?) -> Void = { _, _ in }
    ) {
        self.ends = ends
        self.clock = clock
        self.report = report
    }

    package func standing(of provider: RecipientID) -> Standing {
        guard let end = ends[provider] else { return .missing }
        let now = clock.now()
        if end <= now { return .ended(at: end) }
        return end - now < Self.notice ? .ending(at: end) : .inForce(until: end)
    }

    package func isInForce(for provider: RecipientID) -> Bool {
        switch standing(of: provider) {
        case .inForce, .ending: true
        case .missing, .ended: false
        }
    }
}
