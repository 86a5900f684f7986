// SPDX-License-Identifier: Apache-2.0

import Commerce
import Testing
import Values

@Suite("Acting on what a provider says")
struct ActOnCallbackTests {
    private struct Reader: CallbackReader {
        struct Incomplete: Error {}

        let provider = "test"
        let meaning: CallbackMeaning?

        func verify(_ delivery: CallbackDelivery, at now: Instant) -> CallbackVerdict { .refused(reason: "unused") }

        func read(_ body: [UInt8]) throws -> CallbackMeaning {
            guard let meaning else { throw Incomplete() }
            return meaning
        }
    }

    @Test func `a message that lacks what it must say is given up at once`() async throws {
        try await withShop { test in
            let body = [UInt8]("{}".utf8)

            let incomplete = try await test.shop.actOnCallback(body, readBy: Reader(meaning: nil))
            let complete = try await test.shop.actOnCallback(body, readBy: Reader(meaning: .nothing))

            #expect(incomplete == .unreadable)
            #expect(complete == .ignored)
        }
    }
}
