// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Testing
import Values
import Vault

@Suite("The ledger of restrictions on a disk that tears lines")
struct LedgerTests {
    private let key = SymmetricKey(size: .bits256)
    private let now = Instant(milliseconds: 1_772_352_000_000)
    private let file = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID().uuidString)")

    @Test func `a line torn while others have the file open is cut off before the next is written`() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let (first, second) = (PersonID.random(), PersonID.random())
        let ledger = try RestrictionLedger(file: file, key: key)
        try ledger.record(.erased, of: first, at: now)
        try append("v1 0123456789abcdef era")

        try ledger.record(.erased, of: second, at: now)

        #expect(try ledger.isErased(first) && ledger.isErased(second))
        let again = try RestrictionLedger(file: file, key: key)
        #expect(try again.isErased(first) && again.isErased(second))
        #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count == 2)
    }

    @Test func `opening the file does not cut off what another server is writing`() throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let servers = try (0..<4).map { _ in try RestrictionLedger(file: file, key: key) }
        let people = (0..<200).map { _ in PersonID.random() }

        DispatchQueue.concurrentPerform(iterations: people.count) { number in
            // A failure leaves its person unknown, which is expected below.
            try? servers[number % servers.count].record(.erased, of: people[number], at: now)
            _ = try? RestrictionLedger(file: file, key: key)
        }

        for ledger in servers + [try RestrictionLedger(file: file, key: key)] {
            #expect(try people.allSatisfy { try ledger.isErased($0) })
        }
    }

    private func append(_ text: String) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
