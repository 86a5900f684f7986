// SPDX-License-Identifier: Apache-2.0

import Analytics
import Logging
import Policy
import Storage
import TestKit
import Testing
import Values

@Suite("Counting visits")
struct CountingVisitsTests {
    @Test func `reports of one visit add up in one row, whichever server took them`() async throws {
        try await Counting.run { counting in
            let cookie = try counting.report("/", seconds: 0, from: "https://travel.example/x")
            try await counting.counter.flush()
            try counting.report("/plans", seconds: 20, cookie: cookie, from: "https://later.example/")
            try counting.report(seconds: 20, cookie: cookie)
            try await counting.counter.flush()

            let rows = try await counting.data.read { session in
                try session.query(
                    "SELECT seconds, referrer_host, country, region, screen, system, browser FROM visits"
                ) { row in
                    [
                        String(try row[0] as Int), try row[1] as String, try row[2], try row[3], try row[4], try row[5],
                        try row[6],
                    ]
                }
            }
            #expect(rows == [["40", "travel.example", "VN", "Hanoi", "390x844", "android", "chrome"]])
            #expect(try await counting.count("page_views") == 2)
        }
    }

    @Test func `a visit is never longer than time has passed since it began`() async throws {
        try await Counting.run { counting in
            let cookie = try counting.report("/")
            for _ in 0..<5 { try counting.report(seconds: 10_000, cookie: cookie) }
            try await counting.counter.flush()
            for _ in 0..<5 { try counting.report(seconds: 10_000, cookie: cookie) }
            try await counting.counter.flush()

            let seconds = try await counting.data.read {
                try $0.first("SELECT seconds FROM visits") { try $0[0] as Int }
            }
            #expect(seconds == 60)
        }
    }

    @Test func `a number that is too old, too new or none is followed by another`() async throws {
        try await Counting.run { counting in
            let first = try counting.report("/")
            counting.clock.advance(by: .hours(23))
            #expect(try counting.report("/", cookie: first) == first)
            counting.clock.advance(by: .hours(2))
            let second = try counting.report("/", cookie: first)
            #expect(second != first)
            #expect(try counting.report("/", cookie: "x") != second)
            counting.clock.advance(by: .hours(-24))
            #expect(try counting.report("/", cookie: second) != second)
        }
    }

    @Test func `programs are not counted`() async throws {
        try await Counting.run { counting in
            #expect(throws: Counting.NotCounted.self) { try counting.report("/", agent: "curl/8") }
            try await counting.counter.flush()

            #expect(try await counting.count("visits") == 0)
        }
    }

    @Test func `what waits is bounded and the rest is dropped`() async throws {
        try await Counting.run { counting in
            var counted = 0
            for _ in 0..<5_000 where (try? counting.report("/")) != nil { counted += 1 }
            #expect(counted == 4_000)

            try await counting.counter.flush()
            #expect(try await counting.count("visits") == 4_000)
            try counting.report("/")
        }
    }

    @Test func `a visitor who says no takes the visit back, written or not`() async throws {
        try await Counting.run { counting in
            let cookie = try counting.report("/")
            try await counting.counter.flush()
            try counting.report("/plans", cookie: cookie)
            let other = try counting.report("/")
            try await counting.counter.forget(cookie: cookie)
            try await counting.counter.flush()

            #expect(try await counting.count("visits") == 1)
            #expect(try await counting.count("page_views") == 1)
            #expect(other != cookie)
        }
    }

    @Test func `a policy without the feature counts nothing`() async throws {
        try await withTemporaryDatabase(.data) { data in
            let analytics = Analytics(
                data: data, policy: try Policy.forTests(), geography: .documentation, zone: Counting.zone,
                clock: FixedWallClock(.testTime), logger: Logger(label: "test"))

            #expect(analytics.counter == nil)
        }
    }
}
