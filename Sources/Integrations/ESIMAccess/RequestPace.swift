// SPDX-License-Identifier: Apache-2.0

/// Spreads calls so that no more than `limit` begin within any `window`; whoever is early waits for the next place.
actor RequestPace {
    private let limit: Int
    private let window: Duration
    private let clock = ContinuousClock()
    /// When the latest `limit` calls began or will.
    private var places: [ContinuousClock.Instant] = []

    init(limit: Int, per window: Duration) {
        self.limit = limit
        self.window = window
    }

    /// Whether a call could begin now.
    func hasPlace() -> Bool { places.count < limit || places[0] + window <= clock.now }

    /// Returns when it is the caller's turn. Throws when the caller is cancelled; its place is then lost.
    func turn() async throws {
        let now = clock.now
        let place = places.count < limit ? now : max(now, places[0] + window)
        places.append(place)
        if places.count > limit { places.removeFirst() }
        if place > now { try await clock.sleep(until: place, tolerance: nil) }
    }
}
