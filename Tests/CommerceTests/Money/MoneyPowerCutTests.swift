// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Jobs
import Logging
import Policy
import Storage
import Synchronization
import TestKit
import Testing
import Values
import Vault

@Suite("Money while the power fails")
struct MoneyPowerCutTests {
    private static let register = Register(commerceTables + disclosureTables)

    @Test func `a part that is given back goes back once, wherever the power failed`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Self.register, policy: .committed()) { stores in
            let gateway = RememberingGateway()
            let shop = try await Self.shop(on: stores, gateway)
            let order = try await Self.place(in: shop)
            _ = try await shop.beginPayment(order.id, as: .person(try #require(order.person)))
            _ = try await shop.settlePayment(
                PaymentReport(
                    event: "evt", reference: "cs_1", chargeReference: "pi_1", orderNumber: order.number, state: .paid,
                    amount: order.amount))
            _ = try await shop.refundOrder.part(9_000, of: order.id, because: .requestedByBuyer, as: .owner)
            // Only what gives money back: everything else waits.
            try await stores.data.write { try $0.execute("DELETE FROM jobs WHERE kind <> 'refund-order'") }
            return (gateway, order)
        } operation: { stores, prepared, _ in
            try await Self.work(in: try await Self.shop(on: stores, prepared.0), on: stores)
        } afterwards: { stores, prepared, _ in
            let (gateway, order) = prepared
            for wait in [Duration.seconds(61), .seconds(1_000), .hours(30)] {
                stores.clock.advance(by: wait)
                try await Self.work(in: try await Self.shop(on: stores, gateway), on: stores)
            }

            #expect(gateway.given == [9_000])
            #expect(try await Self.uses(in: stores) == ["order": order.amount.minorUnits - 9_000, "returned": 9_000])
        }
        #expect(steps > 3)
    }

    @Test func `a transfer pays its order once, whatever the bank says again after a power cut`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Self.register, policy: .committed()) { stores in
            let shop = try await Self.shop(on: stores, RememberingGateway())
            let order = try await Self.place(in: shop)
            let way = RecipientID("vietqr")
            _ = try await shop.beginPayment(order.id, with: way, as: .person(try #require(order.person)))
            return order
        } operation: { stores, order, _ in
            try await Self.transfer(for: order, to: try await Self.shop(on: stores, RememberingGateway()))
        } afterwards: { stores, order, _ in
            let shop = try await Self.shop(on: stores, RememberingGateway())
            for _ in 1...2 { try await Self.transfer(for: order, to: shop) }

            guard case .order(let seen) = try await shop.workOnOrders.show(order.id, as: .owner) else {
                throw CancellationError()
            }
            #expect(seen.order.state == .paid)
            #expect(try await Self.uses(in: stores) == ["order": order.amount.minorUnits])
            #expect(try await stores.count("incoming_money") == 1)
            try await stores.expectNoLooseEnds()
        }
        #expect(steps > 0)
    }

    @Test func `the last of a plan is taken with its order or not at all`() async throws {
        let attempt = ID<OrderAttempt>.random()
        let steps = try await withPowerCutAtEveryStep(register: Self.register, policy: .committed()) { stores in
            let shop = try await Self.shop(on: stores, RememberingGateway())
            let limited = try await shop.changePlan(.limit(1), on: "japan-5gb-30d", revision: 1, as: .owner)
            guard case .done = limited else { throw CancellationError() }
        } operation: { stores, _, _ in
            _ = try await Self.place(in: try await Self.shop(on: stores, RememberingGateway()), attempt: attempt)
        } afterwards: { stores, _, _ in
            #expect(try await stores.count("stock_uses") == stores.count("orders"))
            _ = try await Self.place(in: try await Self.shop(on: stores, RememberingGateway()), attempt: attempt)
            #expect(try await stores.count("orders") == 1)
            #expect(try await stores.count("stock_uses") == 1)
        }
        #expect(steps > 0)
    }

    private static func shop(on stores: TwoStores, _ gateway: RememberingGateway) async throws -> Shop {
        let door = Door(data: stores.data, vault: stores.vault, courier: FakeCourier(), clock: stores.clock)
        let shop = Shop(
            on: ShopFoundation(
                data: stores.data, vault: stores.vault, door: door,
                processors: PaymentProcessors([gateway, FakeBank()], attested: .always),
                suppliers: Suppliers([Supplier(FakeSupplier())]), mailer: PlainMailer(), addresses: TestAddresses(),
                clock: stores.clock))
        try await shop.importCatalogue.unlessBegun(yaml: try TestShop.catalogueText())
        try await shop.lookAtCatalogue()
        return shop
    }

    private static func place(
        in shop: Shop, attempt: ID<OrderAttempt> = .random()
    ) async throws -> PlacedOrder {
        switch try await OrderPowerCutTests.place(in: shop, attempt: attempt) {
        case .placed(let order), .already(let order): return order
        default: throw CancellationError()
        }
    }

    private static func transfer(for order: PlacedOrder, to shop: Shop) async throws {
        _ = try await shop.takeIncomingMoney(
            IncomingTransfer(
                source: RecipientID("vietqr"), reference: "FT1", amount: order.amount,
                content: "MBVCB.1.\(TransferText.reference(of: order.number)).CT", payer: "NGUYEN VAN AN",
                receivedAt: Instant(milliseconds: 1_790_000_000_000)))
    }

    private static func work(in shop: Shop, on stores: TwoStores) async throws {
        var all = JobHandlers()
        shop.addHandlers(to: &all)
        let runner = JobRunner(
            database: stores.data, handlers: all, clock: stores.clock, concurrency: 1,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, jitter: { 0 },
            noteDeadJob: { _ in { _ in } })
        try await runner.drain()
    }

    private static func uses(in stores: TwoStores) async throws -> [String: Int64] {
        let rows: [(String, Int64)] = try await stores.data.read {
            try $0.query("SELECT kind, sum(amount) FROM money_uses GROUP BY kind") { (try $0[0], try $0[1]) }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

/// A gateway that outlives power cuts: what it gave back it knows by our id, and a key it has seen does nothing again for a day.
private final class RememberingGateway: PaymentProcessor {
    let recipient = RecipientID("stripe")
    let method = PaymentMethod.card
    let currencies = Set(Currency.allCases)
    private let refunds = Mutex<[(id: ID<Refund>?, key: String, amount: Int64)]>([])

    var given: [Int64] { refunds.withLock { $0.map(\.amount) } }

    func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning {
        .redirect(url: "https://gateway.test/cs_1", reference: "cs_1", expiresAt: attempt.expiresAt)
    }

    func refund(_ refund: RefundAttempt) async throws -> RefundBeginning {
        refunds.withLock { made in
            guard !made.contains(where: { $0.key == refund.idempotencyKey }) else { return }
            made.append((refund.id, refund.idempotencyKey, refund.amount.minorUnits))
        }
        return .told(ReportedRefund(reference: "re_1", id: refund.id, state: .refunded))
    }

    func state(of refund: RefundHandle) async throws -> RefundReading {
        let isKnown = refunds.withLock { $0.contains { $0.id == refund.id } }
        return isKnown ? .told(ReportedRefund(reference: "re_1", id: refund.id, state: .refunded)) : .unknown
    }

    func state(of _: PaymentHandle) async throws -> PaymentReading { .unknown }
    func reports(since _: Instant) async throws -> PaymentReports { .refused(code: "no-list") }
    func forget(_: PaymentHandle) async throws -> Forgetting { .keeps(code: "payment-records") }
}
