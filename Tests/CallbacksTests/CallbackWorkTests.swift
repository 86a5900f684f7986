// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Jobs
import Storage
import TestKit
import Testing
import Values
import Vault

@Suite("Working off what providers posted")
struct CallbackWorkTests {
    private struct Broken: Error {}

    @Test func `a callback that asks nothing of us is ignored and not looked at again`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")
            try await bench.runJobs { .ignored }
            try await bench.runJobs()

            #expect(try await bench.callback(receipt)?.state == .ignored)
            #expect(bench.seen.events.count == 1)
        }
    }

    @Test func `a handler that fails is tried again later`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")
            try await bench.runJobs { throw Broken() }
            let between = try #require(try await bench.callback(receipt))
            bench.test.clock.advance(by: .hours(1))

            try await bench.runJobs()

            #expect(between.state == .received)
            #expect(between.lastError == "Broken")
            let after = try #require(try await bench.callback(receipt))
            #expect(after.state == .done)
            #expect(after.attempts == 2)
            #expect(after.lastError == nil)
        }
    }

    @Test func `a callback nobody could handle is shown as failed and can be worked on again`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")
            for _ in 0..<CallbackWork.retry.failures {
                try await bench.runJobs { throw Broken() }
                bench.test.clock.advance(by: .hours(4))
            }
            let failed = try await bench.test.data.read { try CallbackQueries.failed(in: $0) }
            #expect(failed.map(\.lastError) == ["Broken"])

            let id = try #require(failed.first?.id)
            #expect(try await bench.inbox.workAgain(on: id))
            try await bench.runJobs()

            #expect(try await bench.callback(receipt)?.state == .done)
            #expect(try await bench.inbox.workAgain(on: id) == false)
        }
    }

    @Test func `a callback that came too early waits, for a day at most`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")
            try await bench.runJobs { .later(.seconds(10)) }
            #expect(try await bench.callback(receipt)?.state == .received)
            bench.test.clock.advance(by: .hours(25))

            try await bench.runJobs { .later(.seconds(10)) }

            let callback = try #require(try await bench.callback(receipt))
            #expect(callback.state == .failed)
            #expect(callback.lastError == "waited-too-long")
        }
    }

    @Test func `a handler that gives up says why`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("evt_1")

            try await bench.runJobs { .failed(code: "unknown-order") }

            #expect(try await bench.callback(receipt)?.lastError == "unknown-order")
        }
    }

    @Test func `a callback of a provider nobody handles is shown as failed`() async throws {
        try await withCallbackBench { bench in
            let receipt = try await bench.receive("1", from: "unheard-of")

            try await bench.runJobs()

            #expect(try await bench.callback(receipt)?.lastError == "no-handler")
        }
    }
}
