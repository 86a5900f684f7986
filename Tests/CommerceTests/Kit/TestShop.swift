// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation
import Jobs
import Logging
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

/// A shop on fresh files with the committed policy and catalogue, and every outside party played by a fake.
struct TestShop: Sendable {
    let shop: Shop
    let foundation: ShopFoundation
    let processor: FakeProcessor
    let supplier: FakeSupplier
    /// Asked for plans that name it, after the first.
    let second: FakeSupplier
    let courier: FakeCourier
    let priceList: FakePriceList
    let stores: TestVault
    private let runner: JobRunner

    var vault: Vault { stores.vault }
    var data: any Database { stores.data }
    var clock: FixedWallClock { stores.clock }

    init(_ stores: TestVault, _ settings: ShopSettings) async throws {
        self.stores = stores
        processor = FakeProcessor()
        supplier = FakeSupplier()
        second = FakeSupplier("airalo", repeatsSafely: false)
        courier = FakeCourier()
        priceList = FakePriceList()
        let door = Door(data: stores.data, vault: stores.vault, courier: courier, clock: stores.clock)
        foundation = ShopFoundation(
            data: stores.data, vault: stores.vault, door: door,
            processors: PaymentProcessors([processor, FakeBank()], attested: .always),
            suppliers: Suppliers([
                Supplier(supplier, priceList: priceList, account: supplier), Supplier(second, account: second),
            ]),
            mailer: PlainMailer(), addresses: TestAddresses(), clock: stores.clock, settings: settings)
        shop = Shop(on: foundation)
        var handlers = JobHandlers()
        shop.addHandlers(to: &handlers)
        handlers.add(TellingStaff.kind) { _, _ in .done }
        runner = JobRunner(
            database: stores.data, handlers: handlers, clock: stores.clock, concurrency: 1,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, jitter: { 0 },
            noteDeadJob: { job in
                Issue.record("a job was given up: \(job.kind.rawValue), \(job.reason)")
                return { _ in }
            })
        try await shop.importCatalogue.unlessBegun(yaml: try Self.catalogueText())
        try await shop.lookAtCatalogue()
    }

    /// Runs what is due.
    func work(after span: Duration = .zero) async throws {
        clock.advance(by: span)
        try await runner.drain()
    }

    static func catalogueText() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "Businesses/vietnam-connect/catalogue.yaml"), encoding: .utf8)
    }
}

func withShop(
    _ settings: ShopSettings = ShopSettings(), _ body: (TestShop) async throws -> Void
) async throws {
    try await withTemporaryVault(policy: .committed(), register: Register(commerceTables + disclosureTables)) {
        try await body(try await TestShop($0, settings))
    }
}

extension CardAttestations {
    /// Of a processor that is never in question.
    static var always: CardAttestations {
        CardAttestations([.stripe: Instant(milliseconds: 100_000_000_000_000)], clock: SystemWallClock())
    }
}

struct TestAddresses: OrderAddresses {
    func orderPage(_ token: String, in language: Language) -> String {
        "https://shop.test/\(language.rawValue)/o/\(token)"
    }

    func paymentReturn(_ token: String, in language: Language) -> String { orderPage(token, in: language) + "/paid" }
    func paymentCancelled(_ token: String, in language: Language) -> String { orderPage(token, in: language) }
    func correction(_ token: String, in language: Language) -> String { "https://shop.test/correction/\(token)" }
}

// MARK: - The usual steps

extension TestShop {
    static let email = "an.nguyen@example.com"

    func draft(
        _ lines: [OrderDraft.Line] = [.init(slug: "japan-5gb-30d", quantity: 1)], currency: Currency = .vnd,
        email: String = email, age: OrderDraft.Age = .oldEnough, policy: String? = nil,
        attempt: ID<OrderAttempt>? = .random(), coupon: String = "", shownTotal: Int64? = nil,
        strayValues: [String] = []
    ) -> OrderDraft {
        OrderDraft(
            lines: lines, currency: currency, email: email, language: .english,
            policyVersion: policy ?? vault.policy.version.hex, age: age, agreesToImmediateSupply: true,
            attempt: attempt, coupon: coupon, shownTotal: shownTotal, strayValues: strayValues)
    }

    func place(_ draft: OrderDraft? = nil) async throws -> PlacedOrder {
        let outcome = try await shop.placeOrder(draft ?? self.draft())
        guard case .placed(let order) = outcome else {
            Issue.record("not placed: \(outcome)")
            throw CancellationError()
        }
        return order
    }

    /// Leads the buyer to the gateway; the session is called `cs_1`, `cs_2`, … by order of asking.
    @discardableResult
    func begin(_ order: PlacedOrder) async throws -> BeginPayment.Outcome {
        let person = try #require(order.person)
        return try await shop.beginPayment(order.id, as: .person(person))
    }

    /// The gateway's message that the order was paid.
    func paid(
        _ order: PlacedOrder, event: String = "evt_paid", session: String = "cs_1", amount: Money? = nil,
        card: CardSummary? = CardSummary(brand: "visa", lastFour: "4242")
    ) -> PaymentReport {
        PaymentReport(
            event: event, reference: session, chargeReference: "pi_" + session, orderNumber: order.number,
            state: .paid, amount: amount ?? order.amount, card: card)
    }

    func pay(_ order: PlacedOrder) async throws {
        processor.willBegin()
        try await begin(order)
        _ = try await shop.settlePayment(paid(order))
    }

    /// From an empty shop to a delivered eSIM.
    func deliver(_ draft: OrderDraft? = nil) async throws -> PlacedOrder {
        let order = try await place(draft)
        try await pay(order)
        supplier.willAccept()
        supplier.willHaveProfiles(count: (draft?.lines.first?.quantity) ?? 1)
        try await work()
        try await work(after: .seconds(4))
        return order
    }

    func state(_ order: PlacedOrder) async throws -> OrderState? {
        try await staffOrder(order.id)?.order.state
    }

    func staffOrder(_ id: ID<Order>) async throws -> StaffOrder? {
        guard case .order(let order) = try await shop.workOnOrders.show(id, as: .owner) else { return nil }
        return order
    }

    func openAttentions() async throws -> [Attention] {
        guard case .open(let attentions) = try await shop.workOnOrders.attentions(as: .owner) else { return [] }
        return attentions
    }

    func count(_ table: String) async throws -> Int {
        try await data.read { try $0.first("SELECT count(*) FROM \(table)") { try $0[0] } ?? 0 }
    }

    /// Every value of every row of the data store, as text, for looking for what must not be there.
    func dump() async throws -> String {
        try await data.read { session in
            var text = ""
            for (table, columns) in try SchemaQueries.columns(in: session).sorted(by: { $0.key < $1.key }) {
                for column in columns.sorted() {
                    let values: [SQLValue] = try session.query("SELECT \(column) FROM \(table)") { try $0[0] }
                    text += values.map(Self.text).joined(separator: "\n")
                }
            }
            return text
        }
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        case .integer(let number): String(number)
        case .real, .null: ""
        }
    }
}

extension SettlePayment {
    /// What the gateway with a page reports.
    @discardableResult
    func callAsFunction(_ report: PaymentReport) async throws -> Outcome {
        try await self(report, from: RecipientID("stripe"))
    }
}

extension Caller {
    static let owner = Caller.staff(StaffMember(id: .random(), role: .owner))
    static let support = Caller.staff(StaffMember(id: .random(), role: .supportAgent))
    static let editor = Caller.staff(StaffMember(id: .random(), role: .catalogueEditor))
}
