// SPDX-License-Identifier: Apache-2.0

import App
import Commerce
import Foundation
import Logging
import Policy
import Storage
import Values

/// Orders placed a second by 64 buyers at once: order, sealed buyer, event, job and evidence on disk, the gateway left out.
struct CheckoutBench {
    static let buyers = 64
    static let duration = Duration.seconds(4)
    let folder: URL
    let clusters: BenchClusters?

    func figures() async throws -> [Figure] {
        let home = folder.appending(path: clusters == nil ? "checkout" : "checkout-postgres")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let engine =
            try clusters.map {
                StorageEngine.postgreSQL(try $0.makeDatabases(in: home.appending(path: "sampan.json")))
            } ?? .sqlite
        let settings = Settings(
            paths: StoragePaths(besideData: home.appending(path: "data"), engine: engine), businesses: "Businesses",
            address: ListenAddress(host: "127.0.0.1", port: 0), publicOrigin: nil, isBehindProxy: false,
            adapters: AdapterSettings(), clockSocket: nil)
        let app = try await App.build(
            settings, clock: SystemWallClock(),
            logger: Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() }))
        guard let own = try await app.control.organisations().first(where: { $0.business == "vietnam-connect" })
        else { throw NotReady() }
        return try await app.organisations.using(own) { try await figures(of: $0) }
    }

    private func figures(of organisation: OpenOrganisation) async throws -> [Figure] {
        _ = try await place(in: organisation, until: .now + .milliseconds(500))
        let start = ContinuousClock.now
        let orders = try await place(in: organisation, until: start + Self.duration)
        let took = start.duration(to: .now)
        let rate = Double(orders) / (Double(took.milliseconds) / 1000)
        return [
            clusters == nil
                ? Figure(name: "checkout-rate", value: rate, unit: "orders/s", goal: .atLeast(2500))
                : Figure(name: "checkout-rate-postgres", value: rate, unit: "orders/s", goal: .atLeast(400))
        ]
    }

    private func place(in organisation: OpenOrganisation, until end: ContinuousClock.Instant) async throws -> Int {
        let plan = organisation.shop.catalogue.plans[0]
        let version = organisation.policy.version.hex
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for buyer in 0..<Self.buyers {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        let draft = OrderDraft(
                            lines: [.init(slug: plan.slug, quantity: 1)], currency: .vnd,
                            email: "buyer\(buyer).\(count)@example.com", language: .english, policyVersion: version,
                            age: .oldEnough, agreesToImmediateSupply: true, attempt: .random())
                        guard case .placed = try await organisation.shop.placeOrder(draft) else { throw NotPlaced() }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
    }
}

struct NotPlaced: Error {}
