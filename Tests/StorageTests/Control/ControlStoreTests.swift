// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite("Knowing who is served here")
struct ControlStoreTests {
    @Test func `registering again gives the same organisation under its new name`() async throws {
        try await withTemporaryInstallation { instance in
            let first = try await instance.register("boats")
            let second = try await instance.control.register(
                organisation: "boats", of: "boats", name: "Boats & Rafts", in: instance.databases)

            #expect(second.id == first.id)
            #expect(try await instance.control.organisations() == [second])
            // Tests stand at one millisecond, whose ids come in no order once there are thousands.
            #expect(
                Set(try await instance.logged()) == [
                    "instance.organisation-registered \(first.id)", "instance.business-registered boats",
                ])
        }
    }

    @Test func `registering that crashed before the databases were made is finished by the next try`() async throws {
        try await withTemporaryInstallation(on: .sqlite) { instance in
            let blocked = instance.paths.keys.appending(path: "organisations")
            try Data().write(to: blocked)
            await #expect(throws: (any Error).self) { try await instance.register("boats") }
            try FileManager.default.removeItem(at: blocked)

            let organisation = try await instance.register("boats")

            #expect(try await instance.control.organisations() == [organisation])
            #expect(throws: Never.self) { try instance.databases.open(organisation.id) }
        }
    }

    @Test(arguments: ["boats.localhost", "BOATS.localhost:8080", "boats.localhost.", "boats.localhost.:80"])
    func `a request finds its organisation by host name`(header: String) async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats")
            try await instance.control.assign(host: "Boats.localhost", to: organisation.id)

            #expect(try await instance.control.organisation(forHost: header) == organisation)
            #expect(try await instance.control.organisation(forHost: "other.localhost") == nil)
        }
    }

    @Test func `a host that moves is found at its new organisation at once`() async throws {
        try await withTemporaryInstallation { instance in
            let (first, second) = (try await instance.register("first"), try await instance.register("second"))
            for organisation in [first, second] {
                try await instance.control.assign(host: "shop.example", to: organisation.id)
                #expect(try await instance.control.organisation(forHost: "shop.example") == organisation)
            }
        }
    }

    @Test func `a callback finds its organisation by provider and account`() async throws {
        try await withTemporaryInstallation { instance in
            let organisation = try await instance.register("boats")
            try await instance.control.route(provider: "stripe", account: "acct_1", to: organisation.id)

            #expect(try await instance.control.organisation(provider: "stripe", account: "acct_1") == organisation)
            #expect(try await instance.control.organisation(provider: "other", account: "acct_1") == nil)
        }
    }

    @Test func `another content of a business's folder is a later edition, and the same content the same`() async throws
    {
        try await withTemporaryInstallation { instance in
            func start(with content: [UInt8]) async throws -> Instant {
                try await instance.control.register(business: "boats", name: "Boats", content: content)
            }

            let first = try await start(with: [1])
            let again = try await start(with: [1])
            let second = try await start(with: [2])
            let back = try await start(with: [1])

            #expect(first == again && first < second && second < back)
        }
    }

    @Test func `an organisation that joined a business is found by both names, and is not the business`() async throws {
        try await withTemporaryInstallation { instance in
            let own = try await instance.register("boats")
            let joined = try await instance.control.register(
                organisation: "rafts", of: "boats", name: "Rafts", in: instance.databases)

            #expect(try await instance.control.organisation(named: "rafts", of: "boats") == joined)
            #expect(try await instance.control.organisation(joined.id) == joined)
            #expect(own.isOwn && !joined.isOwn)
        }
    }
}
