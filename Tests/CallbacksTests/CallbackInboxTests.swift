// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Taking in what providers post")
struct CallbackInboxTests {
    @Test func `three deliveries at once are one callback with one effect`() async throws {
        try await withCallbackBench { bench in
            let receipts = try await withThrowingTaskGroup(of: CallbackReceipt.self) { group in
                for _ in 0..<3 { group.addTask { try await bench.receive("evt_1", "{\"paid\":true}") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await bench.runJobs()

            #expect(receipts.filter { $0 == .duplicate }.count == 2)
            #expect(bench.seen.bodies == ["{\"paid\":true}"])
        }
    }

    @Test func `a callback stored before a crash is worked on by the next process`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")

            try await bench.runJobs(vault: try bench.test.reopened())

            #expect(bench.seen.events == ["evt_1"])
            #expect(try await bench.callback(receipt)?.state == .done)
        }
    }

    @Test func `the handler gets every byte, and the table shows none of them`() async throws {
        try await withCallbackBench { bench in
            let body = "{\"email\":\"planted-marker@example.com\",\"name\":\"Nguyễn\"}\n"
            _ = try await bench.receive("evt_1", body)

            let stored: [UInt8]? = try await bench.test.data.read { session in
                try session.first("SELECT body FROM callbacks") { try $0[0] }
            }
            try await bench.runJobs()

            #expect(bench.seen.bodies == [body])
            let bytes = try #require(stored)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("planted"))
        }
    }

    @Test func `two providers may use the same event id`() async throws {
        try await withCallbackBench { bench in
            _ = try await bench.receive("1", from: "stripe")

            #expect(try await bench.receive("1", from: "esim-access") != .duplicate)
        }
    }

    @Test func `what is no text is turned away`() async throws {
        try await withCallbackBench { bench in
            await #expect(throws: CallbackNotText.self) {
                try await bench.inbox.receive("stripe", event: "evt_1", body: [0xff, 0xfe])
            }
        }
    }

    @Test func `after seven days nobody can read a callback, and it still counts as received`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")
            bench.test.clock.advance(by: .days(6))
            try await bench.inbox.purge()
            #expect(try await bodies(bench) == 1)

            bench.test.clock.advance(by: .days(3))
            try await bench.inbox.purge()

            #expect(try await bodies(bench) == 0)
            let inboxes = try await bench.test.keys.read { session in
                try session.first("SELECT count(*) FROM people WHERE kind = 5") { try $0[0] as Int }
            }
            #expect(inboxes == 0)
            #expect(try await bench.receive("evt_1") == .duplicate)
            try await bench.runJobs()
            #expect(try await bench.callback(receipt)?.lastError == "body-gone")
        }
    }

    @Test func `an event is forgotten when its provider can no longer send it again`() async throws {
        try await withCallbackBench { bench in
            _ = try await bench.receive("evt_1")
            bench.test.clock.advance(by: .days(36))

            try await bench.inbox.purge()

            #expect(try await bench.receive("evt_1") != .duplicate)
        }
    }

    @Test func `purging goes on by itself, and once however often it is begun`() async throws {
        try await withCallbackBench { bench in
            _ = try await bench.receive("evt_1")
            try await bench.inbox.beginPurging()
            try await bench.inbox.beginPurging()
            try await bench.runJobs()
            bench.test.clock.advance(by: .days(9))

            try await bench.runJobs()

            #expect(try await bodies(bench) == 0)
            let waiting = try await bench.test.data.read { session in
                try session.first("SELECT count(*) FROM jobs WHERE state = 'pending'") { try $0[0] as Int }
            }
            #expect(waiting == 1)
        }
    }

    private func bodies(_ bench: CallbackBench) async throws -> Int? {
        try await bench.test.data.read { session in
            try session.first("SELECT count(*) FROM callbacks WHERE body IS NOT NULL") { try $0[0] as Int }
        }
    }
}
