// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@testable import Media

@Suite("Files lie sealed, in pieces, and open only whole")
struct MediaStoreTests {
    private static let register = Register(mediaTables)
    private static let nothing = DeclaredFile(name: nil, type: nil)

    private func withStore(limit: Int = 1 << 20, _ body: (MediaStore, TestVault) async throws -> Void) async throws {
        try await withTemporaryVault(policy: .committed(), register: Self.register) { test in
            try await body(MediaStore(data: test.data, vault: test.vault, clock: test.clock, limit: limit), test)
        }
    }

    /// Text over several pieces, none like the other.
    private static let long = Array((0..<60_000).map { "line \($0)\n" }.joined().utf8)

    private func content(_ store: MediaStore, _ media: StoredMedia) async throws -> [UInt8]? {
        guard case .opened(let opened) = try await store.open(media, for: .support, as: .system("test")) else {
            return nil
        }
        var bytes: [UInt8] = []
        for try await piece in opened.content { bytes += piece }
        return bytes
    }

    @Test func `what comes in comes out, and lies there unreadable`() async throws {
        try await withStore { store, test in
            let sealer = try await test.vault.enrol()
            let declared = DeclaredFile(name: "notes.txt", type: "text/plain")
            guard case .stored(let media) = try await store.take(Self.long, declared: declared, sealedBy: sealer) else {
                Issue.record("it was refused")
                return
            }
            #expect(media.type == .text && media.size == Self.long.count && media.chunks == 3)
            #expect(try await content(store, media) == Self.long)
            let plain = Array("line 17\n".utf8)
            for sealed in try await store.sealedContent(of: media) { #expect(!sealed.sealed.bytes.holds(plain)) }

            try await test.vault.destroyKeys(of: sealer.person)
            guard case .gone = try await store.open(media, for: .support, as: .system("test")) else {
                Issue.record("it opens without the key")
                return
            }
        }
    }

    @Test func `pieces that changed places, or are missing, do not open`() async throws {
        try await withStore { store, test in
            let sealer = try await test.vault.enrol()
            guard case .stored(let media) = try await store.take(Self.long, declared: Self.nothing, sealedBy: sealer)
            else {
                Issue.record("it was refused")
                return
            }
            let (first, second) = (MediaQueries.row(of: media.id, at: 0), MediaQueries.row(of: media.id, at: 1))
            try await test.data.write { session in
                try session.execute(
                    "UPDATE media_chunks SET content = (SELECT content FROM media_chunks WHERE id = $2) WHERE id = $1",
                    first, second)
            }
            await #expect(throws: SealedValueDamaged.self) { try await content(store, media) }
            try await test.data.write { try $0.execute("DELETE FROM media_chunks WHERE id = $1", first) }
            await #expect(throws: MediaIncomplete.self) { try await content(store, media) }
            try await test.data.write { session in
                try session.execute("UPDATE media SET chunks = 0, size = 0 WHERE id = $1", media.id)
            }
            let cut = try #require(try await store.media(media.id))
            await #expect(throws: MediaIncomplete.self) { try await content(store, cut) }
        }
    }

    @Test func `what is refused, or breaks off, leaves nothing behind`() async throws {
        try await withStore(limit: 400_000) { store, test in
            let sealer = try await test.vault.enrol()
            let digest = DeclaredFile(name: nil, type: nil, sha256: [UInt8](repeating: 0, count: 32))
            let text = Array("Hello".utf8)
            let cases: [([UInt8], DeclaredFile, MediaRefusal)] = [
                ([], Self.nothing, .empty), (Self.long, Self.nothing, .tooLarge),
                (text, DeclaredFile(name: nil, type: nil, size: 400_001), .tooLarge),
                (text, DeclaredFile(name: nil, type: "image/png"), .mistyped), (text, digest, .damaged),
                (Array("<html>".utf8), Self.nothing, .notAllowed),
                (Array(Self.long.prefix(300_000)) + [0], Self.nothing, .damaged),
            ]
            for (bytes, declared, wanted) in cases {
                guard case .refused(wanted) = try await store.take(bytes, declared: declared, sealedBy: sealer) else {
                    Issue.record("\(wanted) was not refused")
                    continue
                }
            }
            let breaking = AsyncThrowingStream<[UInt8], any Error> { end in
                end.yield(Array(Self.long.prefix(300_000)))
                end.finish(throwing: GoneAway())
            }
            await #expect(throws: GoneAway.self) {
                try await store.take(breaking, declared: Self.nothing, sealedBy: sealer)
            }
            let left = try await test.data.read { try Self.register.rows(about: sealer.person, in: $0) }
            #expect(left.isEmpty)
        }
    }

    @Test func `what nothing refers to goes after a day, and with it whoever has nothing else`() async throws {
        try await withStore { store, test in
            let (one, other) = (try await test.vault.enrol(), try await test.vault.enrol())
            let text = Array("Hello".utf8)
            guard case .stored(let sent) = try await store.take(text, declared: Self.nothing, sealedBy: one),
                case .stored(let unsent) = try await store.take(text, declared: Self.nothing, sealedBy: other)
            else {
                Issue.record("it was refused")
                return
            }
            let now = test.clock.now()
            #expect(try await test.data.write { try MediaQueries.attach(sent.id, at: now, in: $0) })
            #expect(try await !test.data.write { try MediaQueries.attach(sent.id, at: now, in: $0) })
            #expect(try await store.sweepUnsent() == 0)

            test.clock.advance(by: .hours(25))
            #expect(try await store.sweepUnsent() == 1)

            #expect(try await store.media(of: one.person).map(\.id) == [sent.id])
            #expect(try await store.media(unsent.id) == nil)
            #expect(try await test.vault.exists(one.person))
            #expect(try await !test.vault.exists(other.person))
        }
    }
}

private struct GoneAway: Error {}
