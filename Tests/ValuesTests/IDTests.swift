// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite("Ids")
struct IDTests {
    private enum Thing {}

    private let now = Instant(milliseconds: 1_772_352_000_123)

    @Test func `a time-ordered id begins with its millisecond and says its version`() {
        let id = ID<Thing>.timeOrdered(at: now)

        let milliseconds = id.bytes.prefix(6).reduce(0) { $0 << 8 | Int64($1) }
        #expect(milliseconds == now.milliseconds)
        #expect(id.bytes[6] >> 4 == 7)
        #expect(id.bytes[8] >> 6 == 0b10)
        #expect(id < ID<Thing>.timeOrdered(at: now + .milliseconds(1)))
    }

    @Test func `ids made one after the other in a millisecond sort in that order`() {
        let pairs = (0..<1000).map { _ in (ID<Thing>.timeOrdered(at: now), ID<Thing>.timeOrdered(at: now)) }

        // Other tests make ids of other times meanwhile, which starts the count anew; by chance it would be half.
        #expect(pairs.count { $0 < $1 } > 900)
        #expect(Set(pairs.flatMap { [$0, $1] }).count == 2000)
    }

    @Test func `text and bytes lead back to the same id, and nothing else is one`() {
        let id = ID<Thing>.random()

        #expect(ID<Thing>(id.description) == id)
        #expect(ID<Thing>(bytes: id.bytes) == id)
        #expect(ID<Thing>("") == nil)
        #expect(ID<Thing>(id.description + " ") == nil)
        #expect(ID<Thing>(bytes: Array(id.bytes.dropLast())) == nil)
    }
}
