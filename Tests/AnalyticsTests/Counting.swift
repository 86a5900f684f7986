// SPDX-License-Identifier: Apache-2.0

import Analytics
import Foundation
import Logging
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

/// Analytics of a shop whose policy is Vietnam Connect's, on a database of its own.
struct Counting {
    static let phone =
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"

    let data: any Database
    let clock: FixedWallClock
    let policy: Policy
    let analytics: Analytics
    let counter: VisitCounter

    static let zone = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt

    static func run(_ body: (Counting) async throws -> Void) async throws {
        try await withTemporaryDatabase(.data) { data in
            try await body(try Counting(data: data))
        }
    }

    init(data: any Database) throws {
        self.data = data
        clock = FixedWallClock(.testTime)
        policy = try Policy.committed()
        analytics = Analytics(
            data: data, policy: policy, geography: .documentation, zone: Self.zone, clock: clock,
            logger: Logger(label: "test"))
        counter = try #require(analytics.counter)
    }

    /// Counts a report and gives the cookie to go on with.
    @discardableResult
    func report(
        _ page: String? = nil, seconds: Int = 0, cookie: String? = nil, from referrer: String? = nil,
        agent: String = Counting.phone, address: String = "203.0.113.9"
    ) throws -> String {
        let sighting = Sighting(
            page: page, seconds: seconds, screen: Screen("390x844"),
            referrer: referrer.flatMap { Referrer($0, ours: []) }, userAgent: agent, address: address)
        guard case .counted(let token) = counter.count(sighting, cookie: cookie) else { throw NotCounted() }
        return token.cookie
    }

    struct NotCounted: Error {}

    func statistics(days: Int = 7, as role: StaffRole = .owner) async throws -> Statistics? {
        let caller = Caller.staff(StaffMember(id: .random(), role: role))
        guard case .statistics(let found) = try await analytics.show(days: days, as: caller) else { return nil }
        return found
    }

    func count(_ table: String) async throws -> Int {
        try await data.read { session in
            try session.first("SELECT count(*) FROM \(table)") { try $0[0] as Int } ?? 0
        }
    }
}
