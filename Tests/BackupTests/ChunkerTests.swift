// SPDX-License-Identifier: Apache-2.0

import Crypto
import Testing

@testable import Backup

@Suite("Cutting a stream into chunks")
struct ChunkerTests {
    let keys = BackupSecret(SymmetricKey(data: [UInt8](repeating: 7, count: 32))).keys(of: .data)

    /// Bytes without a pattern, the same in every run.
    static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    func chunks(_ bytes: [UInt8], pieces: Int = 10_000, _ keys: RepositoryKeys? = nil) -> [[UInt8]] {
        var chunker = Chunker(keys ?? self.keys)
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            chunker.append(Array(bytes[start..<min(start + pieces, bytes.count)])) { found.append($0) }
        }
        chunker.finish { found.append($0) }
        return found
    }

    @Test func `the chunks together are the stream, and none is too small or too large`() {
        let bytes = Self.noise(3_000_000)

        let found = chunks(bytes)

        #expect(found.flatMap { $0 } == bytes)
        #expect(found.allSatisfy { $0.count <= Chunker.maximum })
        #expect(found.dropLast().allSatisfy { $0.count >= Chunker.minimum })
        #expect((20...100).contains(found.count), "\(found.count) chunks of 3 MB: 64 KiB on average were meant")
    }

    @Test(arguments: [1, 777, 500_000])
    func `how the bytes come in does not matter`(pieces: Int) {
        let bytes = Self.noise(700_000)

        #expect(chunks(bytes, pieces: pieces) == chunks(bytes))
    }

    @Test func `a byte put in changes the chunks around it and no other`() {
        let bytes = Self.noise(3_000_000)
        var changed = bytes
        changed.insert(0, at: 1_500_000)

        let (before, after) = (Set(chunks(bytes)), Set(chunks(changed)))

        #expect(after.subtracting(before).count <= 3)
    }

    @Test func `another secret cuts elsewhere, so that lengths tell nothing`() {
        let bytes = Self.noise(1_000_000)
        let others = BackupSecret(SymmetricKey(data: [UInt8](repeating: 8, count: 32))).keys(of: .data)

        #expect(chunks(bytes).map(\.count) != chunks(bytes, others).map(\.count))
    }
}
