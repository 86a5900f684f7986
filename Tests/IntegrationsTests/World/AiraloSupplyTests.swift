// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Foundation
import Integrations
import Policy
import Simulators
import TestKit
import Testing
import Values
import Vault

extension WorldBench {
    func airalo(webhook: String? = nil, secret: String? = nil) -> AiraloSupply {
        let account = AiraloAccount(
            clientID: configuration.airalo.clientID, clientSecret: secret ?? configuration.airalo.clientSecret,
            orderWebhook: webhook, baseURL: address + "/airalo")
        return AiraloSupply(account: account, door: door, clock: test.clock)
    }

    static let package = SupplierPackage(of: .airalo, code: "my-mobile-30days-5gb", price: 0)

    func order(
        _ supply: AiraloSupply, _ order: SuppliedOrder, _ package: SupplierPackage = package, quantity: Int = 1
    ) async throws -> SupplyOrdering {
        try await supply.order(
            SupplyOrder(
                order: order.order, person: order.sealer.person, transaction: order.transaction,
                supplierPackage: package, quantity: quantity))
    }

    func airaloOrders() async throws -> Int {
        let text = try await control("airalo")
        return text.components(separatedBy: "\"transactionId\"").count - 1
    }
}

@Suite("Ordering eSIMs from Airalo")
struct AiraloSupplyTests {
    private func profiles(_ reading: ProfilesReading) -> [SuppliedProfile] {
        if case .profiles(let profiles) = reading { profiles } else { [] }
    }

    @Test func `an order made while we wait brings its profiles at once, and only once`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.airalo(), try await bench.suppliedOrder())

            let first = try await bench.order(supply, order, quantity: 2)
            let again = try await bench.order(supply, order, quantity: 2)
            let reading = try await supply.profiles(of: try order.handle(first.reference))

            #expect(first.reference != nil && again.reference == first.reference)
            #expect(try await bench.airaloOrders() == 1)
            #expect(profiles(reading).count == 2)
            #expect(profiles(reading).allSatisfy { EsimInstallation($0.activationCode) != nil })
            #expect(profiles(reading).allSatisfy { $0.status.state == .ready })
            #expect(profiles(reading).first?.status.totalBytes == 5 * DataVolume.bytesPerGigabyte)
            let told = try await bench.disclosures(about: order.sealer.person)
            #expect(Set(told.map(\.record.categories)) == [[.order]])
        }
    }

    @Test func `an order that waits in the queue is found by our own number`() async throws {
        try await withWorld { bench async throws in
            let supply = bench.airalo(webhook: "http://127.0.0.1:1/nowhere")
            let order = try await bench.suppliedOrder()

            let accepted = try await bench.order(supply, order)
            let waiting = try await supply.profiles(of: try order.handle(accepted.reference))
            bench.test.clock.advance(by: .seconds(2))
            var found: [SuppliedProfile] = []
            for _ in 0..<60 where found.isEmpty {
                found = profiles(try await supply.profiles(of: try order.handle(accepted.reference)))
            }

            #expect(accepted.reference?.count == 25)
            guard case .allocating = waiting else {
                Issue.record("not waiting: \(waiting)")
                return
            }
            #expect(found.count == 1)
        }
    }

    @Test func `an order that came to nothing in the queue is told from one that waits`() async throws {
        try await withWorld { bench async throws in
            let supply = bench.airalo(webhook: "http://127.0.0.1:1/nowhere")
            let order = try await bench.suppliedOrder()
            try await bench.control("scenarios/airalo", #"{"failOrders":true}"#)
            let reference = try await bench.order(supply, order).reference
            bench.test.clock.advance(by: .seconds(2))

            var isOver = false
            for _ in 0..<60 where !isOver {
                if case .cameToNothing(.outOfStock) = try await supply.profiles(of: try order.handle(reference)) {
                    isOver = true
                }
            }

            #expect(isOver)
            #expect(try await supply.find(try order.handle(nil)) == .notTaken)
        }
    }

    @Test func `a lost answer is looked for, and believed lost only after a while`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.airalo(), try await bench.suppliedOrder())
            let stranger = try await bench.suppliedOrder("T-2")
            try await bench.control("scenarios/airalo", #"{"loseAnswers":1,"path":"POST /airalo/v2/orders"}"#)
            #expect(try await bench.order(supply, order).code == "unclear")

            guard case .taken = try await supply.find(try order.handle(nil)) else {
                Issue.record("not found")
                return
            }
            #expect(try await bench.airaloOrders() == 1)
            #expect(try await supply.find(try stranger.handle(nil)) == .tooEarly)
            bench.test.clock.advance(by: .seconds(301))
            #expect(try await supply.find(try stranger.handle(nil)) == .notTaken)
        }
    }

    @Test(arguments: [
        (#"{"outOfStock":"*"}"#, "out-of-stock"), (#"{"noBalance":true}"#, "no-balance"),
        (#"{"failNext":1,"failStatus":429,"path":"/orders"}"#, "not-taken"),
        (#"{"discontinued":"my-mobile-30days-5gb"}"#, "unknown-package"),
    ])
    func `a no is a no, and nothing was ordered`(scenario: String, expected: String) async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.airalo(), try await bench.suppliedOrder())
            try await bench.control("scenarios/airalo", scenario)

            #expect(try await bench.order(supply, order).code == expected)
            #expect(try await bench.airaloOrders() == 0)
        }
    }

    @Test func `one token serves a day, a rolled one is bought anew, and a wrong secret buys none`() async throws {
        try await withWorld { bench async throws in
            let supply = bench.airalo()
            #expect(try await supply.balance() == 50_000_000)
            #expect(try await supply.balance() == 50_000_000)
            #expect(
                try await bench.controlled("calls?provider=airalo").filter {
                    ($0["path"] as? String)?.hasSuffix("token") == true
                }.count == 1)

            try await bench.control("airalo/revoke-tokens", "{}")
            #expect(try await supply.balance() == 50_000_000)
            #expect(try await bench.airalo(secret: "wrong").balance() == nil)
        }
    }

    @Test func `usage, top-up and refund go to the profile's own supplier`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.airalo(), try await bench.suppliedOrder())
            let reference = try await bench.order(supply, order).reference
            let profile = try #require(profiles(try await supply.profiles(of: try order.handle(reference))).first)
            let handle = try order.profile(profile.id)
            try await bench.control("airalo/install", "{}")
            try await bench.control("airalo/use-data", #"{"percent":50}"#)
            let topUp = TopUpSupply(
                profile: handle, transaction: "T-9",
                supplierPackage: SupplierPackage(of: .airalo, code: "my-mobile-7days-1gb-topup", price: 0))

            #expect(try await supply.topUp(topUp).code == "done")
            #expect(try await supply.topUp(topUp).code == "done")
            let status = profiles(try await supply.profiles(of: try order.handle(reference))).first?.status

            #expect(status?.state == .inUse && status?.totalBytes == 6 * DataVolume.bytesPerGigabyte)
            #expect(status?.usedBytes == 5 * DataVolume.bytesPerGigabyte / 2)
            #expect(try await supply.suspend(handle).code == "not-offered")
            #expect(try await supply.cancel(handle).code == "under-review")
        }
    }

    @Test func `prices, money and orders are read from their lists`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.airalo(), try await bench.suppliedOrder())
            let reference = try await bench.order(supply, order).reference

            let offer = try #require(try await supply.packages()).first { $0.code == "my-mobile-30days-5gb" }
            let records = try await supply.orders(since: bench.test.clock.now() - .days(1))

            #expect(offer?.bytes == 5 * DataVolume.bytesPerGigabyte && offer?.days == 30)
            #expect(try await supply.balance() == 50_000_000 - (offer?.price ?? 0))
            #expect(records == [SupplierRecord(reference: reference ?? "", transaction: order.transaction)])
        }
    }
}
