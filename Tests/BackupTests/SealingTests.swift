// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Storage
import Testing

@testable import Backup

@Suite("What stands at a target")
struct SealingTests {
    let secret = BackupSecret(SymmetricKey(size: .bits256))

    @Test(arguments: [0, 1, 65, 100_000])
    func `what was sealed opens as it was`(count: Int) throws {
        let keys = secret.keys(of: .data)
        for bytes in [ChunkerTests.noise(count), [UInt8](repeating: 65, count: count)] {
            #expect(keys.open(try keys.seal(bytes, as: "chunk a"), as: "chunk a") == bytes)
        }
    }

    @Test func `text shrinks and cannot be found in what is sealed`() throws {
        let text = [UInt8](String(repeating: "an@example.com ", count: 1000).utf8)

        let sealed = try secret.keys(of: .data).seal(text, as: "chunk a")

        #expect(sealed.count < 1000)
        #expect(Data(sealed).firstRange(of: Data("an@example".utf8)) == nil)
    }

    @Test func `in another place, under another secret or changed by a bit it does not open`() throws {
        let keys = secret.keys(of: .data)
        let sealed = try keys.seal([1, 2, 3], as: "chunk a")

        #expect(keys.open(sealed, as: "chunk b") == nil)
        #expect(secret.keys(of: .keys).open(sealed, as: "chunk a") == nil)
        #expect(BackupSecret(SymmetricKey(size: .bits256)).keys(of: .data).open(sealed, as: "chunk a") == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(keys.open(changed, as: "chunk a") == nil)
        }
    }

    @Test func `rows read back are the rows that were written, whatever pieces they come in`() throws {
        let rows: [[SQLValue]] = [
            [.null, .integer(0), .integer(.min), .integer(.max), .integer(-1)],
            [.real(-0.5), .real(.greatestFiniteMagnitude), .text(""), .text("Nguyễn Ân 🛶"), .blob([])],
            [.blob(ChunkerTests.noise(70_000)), .text(String(repeating: "x", count: 300)), .null, .null, .null],
        ]
        let records =
            [RowRecord.table("orders", columns: ["a", "b", "c", "d", "e"])] + rows.map { .row($0) } + [.end]
        let bytes = records.flatMap(\.bytes)

        for pieces in [1, 1000, bytes.count] {
            var reader = RowStreamReader()
            var found: [RowRecord] = []
            for start in stride(from: 0, to: bytes.count, by: pieces) where pieces > 1 || start < 500 {
                reader.append(Array(bytes[start..<min(start + pieces, bytes.count)]))
                while let record = try reader.next() { found.append(record) }
            }
            #expect(pieces == 1 ? records.starts(with: found) && found.count > 2 : found == records)
            #expect(pieces == 1 || reader.isAtEnd)
        }
    }
}
