// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Commerce
import Disclosure
import Foundation
import Integrations
import Logging
import Simulators
import Storage
import TestKit
import Testing
import Values
import Vault

/// The simulated providers on a loopback port, and an organisation with a door to them.
struct WorldBench: Sendable {
    /// Where the providers are reached: `http://127.0.0.1:54321`.
    let address: String
    let configuration: WorldConfiguration
    let world: World
    let test: TestVault
    let courier: HTTPCourier

    var door: Door {
        let couriers = Couriers(http: courier, mail: AbsentCourier(because: "no mail here"))
        return Door(data: test.data, vault: test.vault, courier: couriers, clock: test.clock)
    }

    /// Works a handle of the world's: scenarios, mailbox, a traveller's phone. See `ControlRoutes`.
    @discardableResult
    func control(_ path: String, _ body: String? = nil) async throws -> String {
        let call = HTTPCall(
            body == nil ? .get : .post, "\(address)/control/\(path)",
            headers: [(name: "Content-Type", value: "application/json")], body: [UInt8]((body ?? "").utf8))
        guard case .http(let status, _, let answer) = try await courier.deliver(.http(call)) else { return "" }
        let text = String(decoding: answer, as: UTF8.self)
        try #require(status == 200, "\(path): \(text)")
        return text
    }

    func controlled(_ path: String) async throws -> [[String: Any]] {
        let text = try await control(path)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    /// A person, and a way to seal values of theirs.
    func person() async throws -> Sealer { try await test.vault.enrol() }

    /// What has been written down about the person, oldest first.
    func disclosures(about person: PersonID) async throws -> [ConcludedDisclosure] {
        try await test.data.read { try DisclosureQueries.about(person, in: $0) }
    }
}

extension Sealer {
    func sealed(_ text: String, in field: SealedField) throws -> SealedValue {
        let row = ID<Order>.random()
        return SealedValue(try seal(text, in: field, row: row), in: field, row: row.bytes)
    }
}

/// Runs the world for as long as `body` takes. `webhooks` is where Stripe and eSIM Access post to.
func withWorld(webhooks: String? = nil, _ body: (WorldBench) async throws -> Void) async throws {
    let http = HTTPClient(eventLoopGroupProvider: .singleton)
    let courier = HTTPCourier()
    var failure: (any Error)?
    do {
        try await withTemporaryVault { test in
            try await withTemporaryDirectory { folder in
                try await run(for: test, webhooks: webhooks, http, courier, in: folder, body)
            }
        }
    } catch {
        failure = error
    }
    // Whatever happened: a client that is left open ends the whole run.
    try await courier.close()
    try await http.shutdown()
    if let failure { throw failure }
}

private func run(
    for test: TestVault, webhooks: String?, _ http: HTTPClient, _ courier: HTTPCourier, in folder: URL,
    _ body: (WorldBench) async throws -> Void
) async throws {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var configuration = WorldConfiguration(publicURL: "http://world.localhost:8080")
    configuration.mail.port = 0
    configuration.mail.certificatePath = folder.appending(path: "mail.pem").path
    configuration.esimAccess.webhook = webhooks.map { $0 + "/path-secret" }
    if let webhooks {
        configuration.stripe.endpoints = [.init(url: webhooks, secrets: ["whsec_old", "whsec_new"])]
    }
    let world = try World(configuration: configuration, clock: test.clock, http: http, logger: quiet)
    let (ports, port) = AsyncStream<Int>.makeStream()
    let server = WorldServer(world: world, port: 0, logger: quiet) { port.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        var listening = ports.makeAsyncIterator()
        let port = try #require(await listening.next())
        try await body(
            WorldBench(
                address: "http://127.0.0.1:\(port)", configuration: configuration, world: world, test: test,
                courier: courier))
        group.cancelAll()
    }
}
