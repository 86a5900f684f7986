// SPDX-License-Identifier: Apache-2.0

package import Values

/// A key that belongs to a stretch of time instead of a person, and is destroyed when the time is over.
package struct PeriodKey: Hashable, Sendable {
    let name: String
    let period: Int
    let owner: KeyOwner

    /// What law makes us keep on a basis the policy names until the end of `endYear`: outlives the person's own key.
    package static func hold(_ basis: String, endYear: Int) -> PeriodKey {
        PeriodKey(name: "hold:\(basis)", period: endYear, owner: .hold)
    }

    /// What the business itself shows to others, and is about nobody. Its time is never over.
    package static let credentials = PeriodKey(name: "credentials", period: 0, owner: .hold)

    /// Provider callbacks received on one day (UTC).
    package static func inbox(on day: Instant) -> PeriodKey {
        PeriodKey(name: "inbox", period: day.utcDay, owner: .inbox)
    }

    /// What knows a value again within a day, by whole hours since 1970.
    static func hourlyCode(_ hour: Int) -> PeriodKey {
        PeriodKey(name: "hourly-code", period: hour, owner: .inbox)
    }
}

extension Instant {
    /// Whole days since 1970-01-01, UTC.
    package var utcDay: Int { Int(milliseconds / 86_400_000) }
}
