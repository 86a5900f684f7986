// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Taking callbacks in while the power fails")
struct CallbackPowerCutTests {
    @Test func `a message is stored whole or not at all, and once when it comes again`() async throws {
        try await withPowerCutAtEveryStep(register: Register(callbackTables)) { _ in
        } operation: { stores, _, _ in
            _ = try await Self.receive(in: stores)
        } afterwards: { stores, _, _ in
            let (callbacks, jobs) = (try await stores.count("callbacks"), try await stores.count("jobs"))
            #expect(callbacks == jobs)

            let again = try await Self.receive(in: stores)

            #expect((again == .duplicate) == (callbacks == 1))
            #expect(try await stores.count("callbacks") == 1)
            #expect(try await stores.count("jobs") == 1)
            try await stores.expectNoLooseEnds()
        }
    }

    @Test func `a purge that was cut short leaves nothing readable and is finished by the next`() async throws {
        try await withPowerCutAtEveryStep(register: Register(callbackTables)) { stores in
            _ = try await Self.receive(in: stores)
            stores.clock.advance(by: .days(9))
        } operation: { stores, _, _ in
            try await Self.inbox(of: stores).purge()
        } afterwards: { stores, _, _ in
            try await Self.inbox(of: stores).purge()

            let bodies: Int? = try await stores.data.read {
                try $0.first("SELECT count(*) FROM callbacks WHERE body IS NOT NULL") { try $0[0] }
            }
            let keys: Int? = try await stores.keys.read { try $0.first("SELECT count(*) FROM people") { try $0[0] } }
            #expect(bodies == 0 && keys == 0)
        }
    }

    private static func inbox(of stores: TwoStores) -> CallbackInbox {
        CallbackInbox(data: stores.data, vault: stores.vault, clock: stores.clock)
    }

    private static func receive(in stores: TwoStores) async throws -> CallbackReceipt {
        try await inbox(of: stores).receive("stripe", event: "evt_1", body: [UInt8]("{}".utf8))
    }
}
