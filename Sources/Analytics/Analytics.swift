// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Logging
package import Policy
package import Storage
package import Values
import Vault

/// Anonymous analytics of one organisation: counting visits of those who allow it, and the figures that come of it.
package struct Analytics: Sendable {
    /// Nil when the policy does not declare what counting needs: then nothing is ever counted.
    package let counter: VisitCounter?
    package let show: ShowStatistics
    package let sumUpDays: SumUpDays

    package init(
        data: any Database, policy: Policy, geography: GeoTable, zone: TimeZone, clock: any WallClock, logger: Logger
    ) {
        counter = Self.lifetime(under: policy).map {
            VisitCounter(data: data, geography: geography, lifetime: $0, clock: clock, logger: logger)
        }
        show = ShowStatistics(data: data, policy: policy, zone: zone, clock: clock)
        sumUpDays = SumUpDays(data: data, zone: zone, clock: clock)
    }

    /// How long the analytics cookie may live; nil when the policy does not let there be one.
    private static func lifetime(under policy: Policy) -> Duration? {
        let entry = policy.declarations.browserEntries.first {
            $0.name == BrowserEntry.analyticsName && $0.need == .analytics
        }
        guard policy.declarations.features.contains(.analytics), policy.declares(.improvement, for: .visit),
            case .span(let span) = entry?.lifetime
        else { return nil }
        return .seconds(span.minutesOfDays * 60)
    }
}
