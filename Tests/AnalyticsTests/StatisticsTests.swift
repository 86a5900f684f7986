// SPDX-License-Identifier: Apache-2.0

import Analytics
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Figures of visits")
struct StatisticsTests {
    @Test func `a day reads the same before and after it is summed up`() async throws {
        try await Counting.run { counting in
            for seconds in [0, 10, 30] {
                let cookie = try counting.report("/", from: "https://travel.example/")
                try counting.report("/plans/:slug", seconds: seconds, cookie: cookie)
            }
            try counting.report("/plans", address: "198.51.100.4")
            try await counting.counter.flush()
            let before = try #require(try await counting.statistics(days: 30))

            counting.clock.advance(by: .days(5))
            #expect(try await counting.analytics.sumUpDays() == 4)
            #expect(try await counting.analytics.sumUpDays() == 0)
            let after = try #require(try await counting.statistics(days: 30))
            try await counting.data.write { _ = try $0.execute("DELETE FROM visits") }
            let without = try #require(try await counting.statistics(days: 30))

            #expect(before.sum == after.sum)
            #expect(after.sum == without.sum)
            #expect(after.sum.visits == 4)
            #expect(after.sum.views == 7)
            #expect(after.sum.meanSeconds == 10)
            #expect(after.sum.medianSeconds == 0)
            #expect(after.sum.total(.reached, "/plans/:slug") == 3)
            #expect(after.sum.total(.region, "VN/Hanoi") == 3)
            #expect(after.sum.ranked(.referrer).map(\.item) == ["travel.example", ""])
        }
    }

    @Test func `the days before stand beside the days asked for`() async throws {
        try await Counting.run { counting in
            try counting.report("/")
            counting.clock.advance(by: .days(7))
            for _ in 0..<2 { try counting.report("/") }
            try await counting.counter.flush()

            let found = try #require(try await counting.statistics(days: 7))

            #expect(found.sum.visits == 2)
            #expect(found.before.visits == 1)
            #expect(found.days.count == 7)
            #expect(found.days.last?.figures.visits == 2)
        }
    }

    @Test func `the day changes at midnight where the business is`() async throws {
        try await Counting.run { counting in
            counting.clock.advance(by: .hours(8))  // 16:00 UTC, 23:00 in Hanoi
            try counting.report("/")
            counting.clock.advance(by: .hours(2))
            try counting.report("/")
            try await counting.counter.flush()

            let found = try #require(try await counting.statistics(days: 2))

            #expect(found.days.map(\.figures.visits) == [1, 1])
        }
    }

    @Test(arguments: [(StaffRole.owner, true), (.catalogueEditor, true), (.supportAgent, false)])
    func `who sees them is as the policy says`(role: StaffRole, may: Bool) async throws {
        try await Counting.run { counting in
            let found = try await counting.statistics(as: role)

            #expect((found != nil) == may)
        }
    }

    @Test func `strangers see nothing`() async throws {
        try await Counting.run { counting in
            guard case .forbidden = try await counting.analytics.show(days: 7, as: .anonymous) else {
                Issue.record("figures were shown")
                return
            }
        }
    }

    @Test func `every column is classified`() async throws {
        try await Counting.run { counting in
            let names = Set(analyticsTables.map(\.name))
            let schema = try await counting.data.read { session in
                try SchemaQueries.columns(in: session).filter { names.contains($0.key) }
            }

            #expect(Register(analyticsTables).differences(from: schema).isEmpty)
            #expect(Register(analyticsTables).contradictions.isEmpty)
        }
    }
}
