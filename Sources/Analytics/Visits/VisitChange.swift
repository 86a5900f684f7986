// SPDX-License-Identifier: Apache-2.0

import Values

/// What is to be added to one visit: as much as was reported of it since the last time it was written down.
struct VisitChange: Sendable {
    struct View: Sendable {
        let id: ID<View>
        let minute: Int64
        let page: String
    }

    let token: VisitToken
    var seconds = 0
    /// As many seconds as can have passed since the visit began.
    var mostSeconds: Int64 = 0
    var referrer: Referrer?
    var place: Place?
    var screen: Screen?
    var device: Device
    var views: [View] = []

    init(_ token: VisitToken, device: Device) {
        self.token = token
        self.device = device
    }

    /// `referrer` counts only for the report that began the visit: a page left and found again is the same visit.
    mutating func add(_ sighting: Sighting, place: Place?, isFirst: Bool, at now: Instant) {
        seconds += sighting.seconds
        mostSeconds = max(mostSeconds, (now.minute - token.beganMinute + 1) * 60)
        if isFirst { referrer = sighting.referrer }
        self.place = self.place ?? place
        screen = screen ?? sighting.screen
        if let page = sighting.page { views.append(View(id: .random(), minute: now.minute, page: page)) }
    }

    /// The same visit's further reports, added behind these.
    mutating func add(_ later: VisitChange) {
        seconds += later.seconds
        mostSeconds = max(mostSeconds, later.mostSeconds)
        referrer = referrer ?? later.referrer
        place = place ?? later.place
        screen = screen ?? later.screen
        views += later.views
    }
}
