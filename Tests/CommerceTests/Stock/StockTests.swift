// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Plans of which only so many are sold")
struct StockTests {
    static let slug = "japan-5gb-30d"

    @Test func `of three for sale three are sold, however many press at once`() async throws {
        try await withShop { test in
            try await test.limit(to: 3)

            let outcomes = try await withThrowingTaskGroup(of: Bool?.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        switch try await test.shop.placeOrder(test.draft(email: "b\(number)@example.com")) {
                        case .placed: true
                        case .soldOut(Self.slug, left: 0): false
                        default: nil
                        }
                    }
                }
                return try await group.reduce(into: [Bool?]()) { $0.append($1) }
            }

            #expect(outcomes.filter { $0 == true }.count == 3 && outcomes.filter { $0 == false }.count == 9)
            #expect(try await test.count("orders") == 3)
            #expect(test.shop.catalogue.isSoldOut(Self.slug))
            #expect(try await test.left() == 0)
        }
    }

    @Test func `more than are left is refused with how many there are`() async throws {
        try await withShop { test in
            try await test.limit(to: 3)
            let draft = test.draft([.init(slug: Self.slug, quantity: 2), .init(slug: Self.slug, quantity: 2)])

            guard case .soldOut(Self.slug, left: 3) = try await test.shop.placeOrder(draft) else {
                throw CancellationError()
            }
            #expect(try await test.left() == 3)
            #expect(!test.shop.catalogue.isSoldOut(Self.slug))
        }
    }

    @Test func `an order that nobody pays gives it back, once`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let order = try await test.place()
            #expect(test.shop.catalogue.isSoldOut(Self.slug))

            for _ in 1...2 { _ = try await test.shop.cancelOrder(order.id, as: .owner) }

            #expect(try await test.left() == 1)
            #expect(!test.shop.catalogue.isSoldOut(Self.slug))
        }
    }

    @Test func `money that comes after others have the last of it goes back by itself`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let late = try await test.place()
            test.processor.willBegin()
            try await test.begin(late)
            for _ in 1...2 { test.processor.willSay(.unknown) }
            test.clock.advance(by: .hours(25))
            try await test.work()
            #expect(try await test.state(late) == .expired)
            let faster = try await test.place(test.draft(email: "b@example.com"))

            #expect(try await test.shop.settlePayment(test.paid(late)) == .moved(.refunding))
            test.processor.willRefund(.refunded)
            try await test.work()
            try await test.work(after: .hours(1))

            #expect(try await test.state(late) == .refunded)
            #expect(test.supplier.orders.isEmpty)
            #expect(test.courier.mails.map(\.subject) == ["refunded"])
            #expect(try await test.state(faster) == .awaitingPayment)
            #expect(try await test.left() == 1, "whoever was faster did not pay in half an hour")
        }
    }

    @Test func `money that comes late while there still is some is honoured`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let late = try await test.place()
            try await test.begin(late, at: test)
            test.clock.advance(by: .hours(25))
            try await test.work()

            #expect(try await test.shop.settlePayment(test.paid(late)) == .moved(.paid))
            #expect(try await test.left() == 0)
        }
    }

    @Test func `an unpaid order lets go after half an hour and takes it again to be paid`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let order = try await test.place()
            test.clock.advance(by: .seconds(29 * 60))
            try await test.work()
            #expect(try await test.left() == 0)
            test.clock.advance(by: .seconds(120))
            try await test.work()

            #expect(try await test.left() == 1)
            #expect(try await test.state(order) == .awaitingPayment)
            #expect(!test.shop.catalogue.isSoldOut(Self.slug))
            test.processor.willBegin()
            try await test.begin(order)
            #expect(try await test.left() == 0, "on the way to the gateway it is held once more")
            #expect(try await test.shop.settlePayment(test.paid(order)) == .moved(.paid))
            #expect(try await test.left() == 0)
        }
    }

    @Test func `whoever comes back when others have the last of it is led nowhere`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let late = try await test.place()
            try await test.work(after: .seconds(31 * 60))
            _ = try await test.place(test.draft(email: "b@example.com"))

            let person = try #require(late.person)
            guard case .soldOut = try await test.shop.beginPayment(late.id, as: .person(person)) else {
                throw CancellationError()
            }
            #expect(try await test.left() == 0)
        }
    }

    @Test func `money for what was let go and sold goes back, also while the order still waits`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let late = try await test.place()
            test.processor.willBegin()
            try await test.begin(late)
            try await test.work(after: .seconds(31 * 60))
            _ = try await test.place(test.draft(email: "b@example.com"))

            #expect(try await test.shop.settlePayment(test.paid(late)) == .moved(.refunding))
            let seen = try #require(try await test.staffOrder(late.id))
            #expect(seen.timeline.contains { $0.kind == OrderEvent.soldOutMeanwhile })
            #expect(seen.refunds.map(\.amount) == [late.amount])
        }
    }

    @Test func `a bank transfer is waited for a day`() async throws {
        try await withShop { test in
            try await test.limit(to: 1)
            let order = try await test.place()
            let person = try #require(order.person)
            _ = try await test.shop.beginPayment(order.id, with: .vietQR, as: .person(person))
            try await test.work(after: .hours(23))
            #expect(try await test.left() == 0)

            try await test.work(after: .seconds(3700))
            #expect(try await test.left() == 1)
        }
    }

    @Test func `whoever keeps the catalogue sets it and sets it free, and nobody else`() async throws {
        try await withShop { test in
            let refused = try await test.shop.changePlan(.limit(1), on: Self.slug, revision: 1, as: .support)
            #expect(refused == .forbidden)
            try await test.limit(to: 2)
            _ = try await test.place()
            try await test.limit(to: 5)
            #expect(try await test.left() == 5)
            try await test.limit(to: nil)
            #expect(try await test.left() == nil)
            _ = try await test.place(test.draft([.init(slug: Self.slug, quantity: 10)], email: "b@example.com"))
        }
    }
}

extension TestShop {
    fileprivate func file() async throws -> PlanFile {
        guard case .found(let file) = try await shop.keepCatalogue.show(StockTests.slug, as: .editor) else {
            throw CancellationError()
        }
        return file
    }

    fileprivate func limit(to left: Int?) async throws {
        let revision = try await file().kept.record.revision
        guard case .done = try await shop.changePlan(.limit(left), on: StockTests.slug, revision: revision, as: .editor)
        else { throw CancellationError() }
    }

    fileprivate func left() async throws -> Int? { try await file().left }

    fileprivate func begin(_ order: PlacedOrder, at test: TestShop) async throws {
        test.processor.willBegin()
        try await begin(order)
        for _ in 1...2 { test.processor.willSay(.unknown) }
    }
}
