// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Integrations
import Simulators
import TestKit
import Testing
import Values
import Vault

@Suite("Looking after eSIMs at eSIM Access")
struct ESIMAccessProfileTests {
    private func withProfile(
        _ body: (WorldBench, ESIMAccessSupply, SuppliedOrder, _ reference: SupplyHandle, ProfileHandle) async throws ->
            Void
    ) async throws {
        try await withWorld { bench async throws in
            let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
            let ordering = try await bench.order(supply, order, try await bench.package(supply))
            let reference = try #require(ordering.reference)
            let handle = try order.handle(reference)
            let profile = try #require(try await bench.profiles(supply, handle).first)
            try await body(bench, supply, order, handle, try order.profile(profile.id))
        }
    }

    private func status(_ supply: ESIMAccessSupply, _ handle: SupplyHandle) async throws -> EsimStatus? {
        guard case .profiles(let profiles) = try await supply.profiles(of: handle) else { return nil }
        return profiles.first?.status
    }

    @Test func `use on the phone shows in state, usage and end`() async throws {
        try await withProfile { bench, supply, _, handle, profile async throws in
            try await bench.control("esim-access/install", "{}")
            try await bench.control("esim-access/use-data", "{\"bytes\":1048576}")

            let status = try #require(try await status(supply, handle))
            let usage = try #require(try await supply.usage(of: profile))
            #expect(status.state == .inUse)
            #expect(status.usedBytes == 1_048_576)
            #expect(status.expiresAt.map { $0 > bench.test.clock.now() } == true)
            #expect(usage.totalBytes == status.totalBytes)
        }
    }

    @Test func `a top-up is added once`() async throws {
        try await withProfile { bench, supply, _, handle, profile async throws in
            let before = try #require(try await status(supply, handle)).totalBytes
            let package = try await bench.package(supply, .topUp)
            let topUp = TopUpSupply(profile: profile, transaction: "T-2", supplierPackage: package)

            #expect(try await supply.topUp(topUp).code == "done")
            let once = try #require(try await status(supply, handle)).totalBytes
            #expect(try await supply.topUp(topUp).code == "done")
            #expect(once > before)
            #expect(try await status(supply, handle)?.totalBytes == once)
        }
    }

    @Test func `an eSIM in use is suspended and resumed`() async throws {
        try await withProfile { bench, supply, _, handle, profile async throws in
            try await bench.control("esim-access/install", "{}")
            try await bench.control("esim-access/use-data", "{\"bytes\":1024}")

            #expect(try await supply.suspend(profile).code == "done")
            #expect(try await status(supply, handle)?.state == .suspended)
            #expect(try await supply.resume(profile).code == "done")
            #expect(try await status(supply, handle)?.state == .inUse)
        }
    }

    @Test func `an unused eSIM is taken back and its price returned`() async throws {
        try await withProfile { bench, supply, _, handle, profile async throws in
            let before = try #require(try await supply.balance())

            #expect(try await supply.cancel(profile).code == "done")
            #expect(try #require(try await supply.balance()) > before)
            #expect(try await status(supply, handle)?.state == .cancelled)
            #expect(try await supply.cancel(profile).code == "wrong-state")
        }
    }

    @Test func `forgetting takes an unused eSIM back`() async throws {
        try await withProfile { _, supply, _, handle, profile async throws in
            #expect(try await supply.forget(profile).code == "forgotten")
            #expect(try await status(supply, handle)?.state == .cancelled)
        }
    }

    @Test func `forgetting revokes an installed eSIM, and bears being asked again`() async throws {
        try await withProfile { bench, supply, _, handle, profile async throws in
            try await bench.control("esim-access/install", "{}")

            #expect(try await supply.forget(profile).code == "forgotten")
            #expect(try await status(supply, handle)?.state == .revoked)
            #expect(try await supply.forget(profile).code == "profile-over")
        }
    }

    @Test func `forgetting an eSIM the supplier does not know is done`() async throws {
        try await withWorld { bench async throws in
            let order = try await bench.suppliedOrder()

            #expect(try await bench.supply().forget(try order.profile("0")).code == "forgotten")
        }
    }

    @Test func `a restricted buyer's eSIM is left alone`() async throws {
        try await withProfile { bench, supply, order, _, profile async throws in
            try await bench.test.vault.restrict(order.sealer.person, true)

            #expect(try await supply.suspend(profile).code == "not-disclosed:restricted")
        }
    }

    @Test func `the supplier's notifications point back at the order`() async throws {
        try await ScriptedServer.with(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) { shop async throws in
            try await withWorld(webhooks: "http://127.0.0.1:\(shop.port)/callbacks/esim-access") { bench in
                let (supply, order) = (bench.supply(), try await bench.suppliedOrder())
                let ordering = try await bench.order(supply, order, try await bench.package(supply))
                let reference = try #require(ordering.reference)
                _ = try await bench.profiles(supply, try order.handle(reference))
                let posted = try await shop.request { $0.contains("ORDER_STATUS") }

                let body = try #require(posted.firstRange(of: "\r\n\r\n").map { posted[$0.upperBound...] })
                #expect(posted.hasPrefix("POST /callbacks/esim-access/path-secret "))
                guard
                    case .supply(let report) = try ESIMAccessCallbacks(account: bench.account()).read(
                        [UInt8](body.utf8))
                else {
                    Issue.record("not read as supply")
                    return
                }
                #expect(report.subject == .allocation)
                #expect(report.reference == reference)
                #expect(report.transaction == order.transaction)
            }
        }
    }
}
