// SPDX-License-Identifier: Apache-2.0

import Commerce
import Values

/// The plan most travellers are served by: the cheapest that lasts a fortnight at 300 MB a day (maps, messages, photos,
/// some video). Where no plan is that large, the largest.
struct BestFit {
    static let days = 14
    private static let bytesPerDay: Int64 = 300 * 1_048_576

    let plan: Plan
    /// What it gives for each day of the fortnight, rounded down to 50 MB.
    var megabytesPerDay: Int64 { plan.totalBytes / 1_048_576 / Int64(min(Self.days, plan.validityDays)) / 50 * 50 }
    /// The days its reason speaks of.
    var days: Int { min(Self.days, plan.validityDays) }

    init?(among plans: [Plan], in currency: Currency) {
        let fitting = plans.indices.filter {
            plans[$0].validityDays >= Self.days && plans[$0].totalBytes >= Int64(Self.days) * Self.bytesPerDay
        }
        let cheapest = fitting.min { plans[$0].prices[currency].minorUnits < plans[$1].prices[currency].minorUnits }
        guard let best = cheapest ?? plans.indices.max(by: { plans[$0].totalBytes < plans[$1].totalBytes }) else {
            return nil
        }
        plan = plans[best]
    }
}
