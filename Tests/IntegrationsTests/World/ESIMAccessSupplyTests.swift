// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Integrations
import Policy
import Simulators
import TestKit
import Testing
import Values
import Vault

@Suite("Ordering eSIMs from eSIM Access")
struct ESIMAccessSupplyTests {
    @Test func `an order is made once, and its profiles come after a while`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            let package = try await bench.package(supply)

            let first = try await bench.order(supply, order, package, quantity: 2)
            let again = try await bench.order(supply, order, package, quantity: 2)
            let reference = try #require(first.reference)
            guard case .allocating = try await supply.profiles(of: try order.handle(reference)) else {
                Issue.record("allocated at once")
                return
            }
            let profiles = try await bench.profiles(supply, try order.handle(reference))

            #expect(again.reference == reference)
            #expect(profiles.count == 2)
            #expect(profiles.allSatisfy { EsimInstallation($0.activationCode) != nil && $0.status.state == .ready })
            #expect(profiles.allSatisfy { $0.status.expiresAt == nil && $0.status.totalBytes > 0 })
        }
    }

    @Test func `the supplier learns what was ordered and nothing else about the buyer`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            _ = try await bench.order(supply, order, try await bench.package(supply))

            let record = try await bench.disclosures(about: order.sealer.person)
            #expect(record.map(\.record.categories) == [[.order]])
            #expect(record.first?.record.subject == order.order.bytes)
        }
    }

    @Test func `an order whose answer was lost is found by our transaction`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            let package = try await bench.package(supply)
            try await bench.control("scenarios/esim-access", "{\"loseAnswers\":1}")
            #expect(try await bench.order(supply, order, package).code == "unclear")

            #expect(try await bench.profiles(supply, try order.handle(nil)).count == 1)
            let found = try await supply.find(try order.handle(nil))
            guard case .taken = found else {
                Issue.record("not found: \(found)")
                return
            }
        }
    }

    @Test func `an order that never was is unknown in the end`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            guard case .unknown = try await supply.profiles(of: try order.handle("B0")) else {
                Issue.record("known by number")
                return
            }
            guard case .allocating = try await supply.profiles(of: try order.handle(nil)) else {
                Issue.record("given up at once")
                return
            }
            bench.test.clock.advance(by: .seconds(901))
            guard case .unknown = try await supply.profiles(of: try order.handle(nil)) else {
                Issue.record("known by transaction")
                return
            }
        }
    }

    @Test(arguments: [
        ("{\"outOfStock\":\"*\"}", "out-of-stock"), ("{\"noBalance\":true}", "no-balance"),
        ("{\"failNext\":1,\"failCode\":\"900001\"}", "unclear"), ("{\"failNext\":1}", "unclear"),
    ])
    func `each failure of the supplier is told apart`(scenario: String, code: String) async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            let package = try await bench.package(supply)
            try await bench.control("scenarios/esim-access", scenario)

            #expect(try await bench.order(supply, order, package).code == code)
        }
    }

    @Test func `a wrong price, package or key is refused`() async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            let package = try await bench.package(supply)
            let dearer = SupplierPackage(of: .esimAccess, code: package.code, price: package.price + 100)
            let unknown = SupplierPackage(of: .esimAccess, code: "NOSUCH", price: 100)

            #expect(try await bench.order(supply, order, dearer).code == "price-changed")
            #expect(try await bench.order(supply, order, unknown).code == "unknown-package")
            let forged = bench.supply(secretKey: "wrong")
            #expect(try await bench.order(forged, order, package).code == "supplier:101003")
        }
    }

    @Test func `balance and price list are questions about nobody`() async throws {
        try await withWorld { bench async throws in
            let supply = bench.supply()

            #expect(try await supply.balance() == bench.configuration.esimAccess.balance)
            #expect(try await supply.packages(.base)?.isEmpty == false)
            #expect(
                try await supply.packages(.topUp, location: "JP")?.allSatisfy { $0.location.contains("JP") } == true)
        }
    }
}
