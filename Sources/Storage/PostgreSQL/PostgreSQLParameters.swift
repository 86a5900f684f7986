// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL

/// The types of the values we send, by their object ids.
///
/// Source: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat
enum PostgreSQLType {
    static let unknown: Oid = 0
    static let boolean: Oid = 16
    static let bytes: Oid = 17
    static let name: Oid = 19
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let text: Oid = 25
    static let double: Oid = 701
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let uuid: Oid = 2950

    static func of(_ value: SQLValue) -> Oid {
        switch value {
        // Left to the server, which knows the column it is compared with or stored in.
        case .null: unknown
        case .integer: bigint
        case .real: double
        case .text: text
        case .blob: bytes
        }
    }
}

/// The values of one statement as libpq wants them: one buffer, and a place in it for each.
struct PostgreSQLParameters {
    private var buffer: [UInt8] = []
    private var places: [Range<Int>?] = []
    private var formats: [Int32] = []

    /// - Parameter types: as the statement was prepared. A value of another type (it was NULL then) goes as text, which
    ///   every type reads.
    init(_ values: [SQLValue], preparedWith types: [Oid]) {
        places.reserveCapacity(values.count)
        formats.reserveCapacity(values.count)
        for (value, type) in zip(values, types) {
            let start = buffer.count
            let isBinary = type == PostgreSQLType.of(value)
            switch value {
            case .null: break
            case .text(let text): buffer.append(contentsOf: text.utf8)
            case .integer(let number) where isBinary: append(UInt64(bitPattern: number))
            case .real(let number) where isBinary: append(number.bitPattern)
            case .blob(let bytes) where isBinary: buffer.append(contentsOf: bytes)
            case .integer(let number): buffer.append(contentsOf: "\(number)".utf8)
            case .real(let number): buffer.append(contentsOf: "\(number)".utf8)
            case .blob(let bytes): appendHexadecimal(bytes)
            }
            places.append(value == .null ? nil : start..<buffer.count)
            if !isBinary { buffer.append(0) }  // text ends with one
            formats.append(isBinary ? 1 : 0)
        }
        // Empty values still need an address that is not null.
        buffer.append(0)
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { buffer.append(contentsOf: $0) }
    }

    private mutating func appendHexadecimal(_ bytes: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        buffer.append(contentsOf: "\\x".utf8)
        for byte in bytes { buffer += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    }

    /// Calls `body` with libpq's four arguments: count, values, lengths, formats.
    func withArguments<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        buffer.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = places.map { place in place.flatMap { base?.advanced(by: $0.lowerBound) } }
            let lengths = places.map { Int32($0?.count ?? 0) }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(places.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }
}
