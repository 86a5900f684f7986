// SPDX-License-Identifier: Apache-2.0

import Jobs
import Values

/// Tells the messenger where to bring what staff writes in the group, until it has heard it. Whether it hears it now decides nothing
/// else.
struct AnnounceBridge: Sendable {
    static let kind: JobKind = "announce-bridge"

    let bridge: any SupportBridge

    func callAsFunction(attempt: Int) async throws -> JobOutcome {
        if try await bridge.announce() { return .done }
        return .retry(after: min(.seconds(1) * (1 << min(attempt, 12)), .hours(1)))
    }
}
