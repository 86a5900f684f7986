// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Policy
import Storage
import TestKit
import Testing
import Values

@Suite("The figures of a morning")
struct MorningTests {
    @Test func `days begin at midnight where the business is, and today is none of the days behind`() async throws {
        try await withShop { test in
            let (late, early) = (try await test.deliver(), try await test.place())
            let midnight = Calendar.hanoi.startOfDay(for: test.clock.now().date)
            try await test.place(late, at: Instant(midnight) - .seconds(1))
            try await test.place(early, at: Instant(midnight))

            let morning = try await test.morning()

            #expect(morning.days.count == 29 && morning.days.last?.start == Instant(midnight))
            #expect(morning.days.suffix(2).map(\.placed) == [1, 1])
            #expect(morning.days.suffix(2).map(\.sold) == [1, 0], "what nobody paid is not sold")
            #expect(morning.sum(1).money == [late.amount])
            #expect(morning.sum(7).placed == 1 && morning.sum(7, before: 7).placed == 0)
        }
    }

    @Test func `two currencies are told side by side, and money that goes back is not counted`() async throws {
        try await withShop { test in
            let (dong, dollars) = (
                try await test.deliver(), try await test.place(test.draft(currency: .usd, email: "b@example.com"))
            )
            try await test.data.write { session in
                try session.execute("UPDATE orders SET state = 'paid' WHERE id = $1", dollars.id)
            }
            #expect(try await test.morning().days.last?.money == [dong.amount, dollars.amount])

            try await test.data.write { session in
                try session.execute("UPDATE orders SET state = 'refunding' WHERE id = $1", dong.id)
            }
            let today = try #require(try await test.morning().days.last)
            #expect(today.money == [dollars.amount] && today.sold == 1 && today.placed == 2)
            #expect(today.states == [.refunding: 1, .paid: 1])
        }
    }

    @Test func `what the supplier said no to is counted by its reason`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAnswer(.refused(.unknownPackage))
            try await test.work()

            #expect(try await test.morning().supplyProblems.map(\.code) == ["unknown-package"])
            test.clock.advance(by: .days(8))
            #expect(try await test.morning().supplyProblems.isEmpty)
        }
    }
}

extension Calendar {
    fileprivate static var hanoi: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Ho_Chi_Minh") ?? .gmt
        return calendar
    }
}

extension TestShop {
    fileprivate func morning() async throws -> Morning {
        let now = clock.now()
        return try await data.read {
            try Morning(days: 29, until: now, in: Calendar.hanoi.timeZone, $0)
        }
    }

    fileprivate func place(_ order: PlacedOrder, at instant: Instant) async throws {
        try await data.write { try $0.execute("UPDATE orders SET placed_at = $2 WHERE id = $1", order.id, instant) }
    }
}
