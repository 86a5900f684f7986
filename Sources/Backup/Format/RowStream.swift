// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage

/// The rows of a store as bytes, the same from either engine.
///
/// A record is a kind, the length of what follows, and that: a table with its columns, a row with its values, the end of a table.
enum RowRecord: Equatable {
    case table(String, columns: [String])
    case row([SQLValue])
    case end

    private static let kinds: (table: UInt8, row: UInt8, end: UInt8) = (1, 2, 3)

    var bytes: [UInt8] {
        var body: [UInt8] = []
        let kind: UInt8
        switch self {
        case .table(let name, let columns):
            kind = Self.kinds.table
            for text in [name] + columns { body.append(SQLValue.text(text)) }
        case .row(let values):
            kind = Self.kinds.row
            for value in values { body.append(value) }
        case .end:
            kind = Self.kinds.end
        }
        var record = [kind]
        record.append(number: UInt64(body.count))
        return record + body
    }

    init(kind: UInt8, body: ArraySlice<UInt8>) throws {
        var rest = body
        var values: [SQLValue] = []
        while !rest.isEmpty { values.append(try rest.takeValue()) }
        switch kind {
        case Self.kinds.table:
            let texts = try values.map(String.init(sqlValue:))
            guard let name = texts.first else { throw RowStreamDamaged() }
            self = .table(name, columns: Array(texts.dropFirst()))
        case Self.kinds.row: self = .row(values)
        case Self.kinds.end: self = .end
        default: throw RowStreamDamaged()
        }
    }
}

/// Takes records from bytes that arrive in pieces.
struct RowStreamReader {
    private var waiting: ArraySlice<UInt8> = []

    var isAtEnd: Bool { waiting.isEmpty }

    mutating func append(_ bytes: [UInt8]) {
        waiting = ArraySlice(waiting.isEmpty ? bytes : Array(waiting) + bytes)
    }

    /// The next whole record; nil until more bytes have come.
    mutating func next() throws -> RowRecord? {
        var rest = waiting
        guard let kind = rest.popFirst(), let length = try? rest.takeNumber(), rest.count >= Int(length) else {
            return nil
        }
        let record = try RowRecord(kind: kind, body: rest.prefix(Int(length)))
        waiting = rest.dropFirst(Int(length))
        return record
    }
}

/// Bytes that authentication found whole do not make rows: written by another version, or a fault of ours.
package struct RowStreamDamaged: Error, CustomStringConvertible {
    package var description: String { "its rows cannot be read by this program" }
}

extension [UInt8] {
    /// Seven bits a byte, the lowest first.
    fileprivate mutating func append(number: UInt64) {
        var rest = number
        while rest > 0x7f {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    fileprivate mutating func append(_ value: SQLValue) {
        switch value {
        case .null: append(0)
        case .integer(let integer):
            append(1)
            append(number: UInt64(bitPattern: integer << 1 ^ integer >> 63))
        case .real(let real):
            append(2)
            append(contentsOf: Swift.withUnsafeBytes(of: real.bitPattern.bigEndian, Array.init))
        case .text(let text):
            append(3)
            append(number: UInt64(text.utf8.count))
            append(contentsOf: text.utf8)
        case .blob(let bytes):
            append(4)
            append(number: UInt64(bytes.count))
            append(contentsOf: bytes)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func takeNumber() throws -> UInt64 {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while let byte = popFirst() {
            guard shift < 64 else { break }
            number |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return number }
            shift += 7
        }
        throw RowStreamDamaged()
    }

    fileprivate mutating func takeValue() throws -> SQLValue {
        switch popFirst() {
        case 0: return .null
        case 1:
            let number = try takeNumber()
            return .integer(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
        case 2: return .real(Double(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) }))
        case 3: return .text(String(decoding: try take(Int(takeNumber())), as: UTF8.self))
        case 4: return .blob(Array(try take(Int(takeNumber()))))
        default: throw RowStreamDamaged()
        }
    }

    private mutating func take(_ length: Int) throws -> ArraySlice<UInt8> {
        guard count >= length else { throw RowStreamDamaged() }
        defer { self = dropFirst(length) }
        return prefix(length)
    }
}
