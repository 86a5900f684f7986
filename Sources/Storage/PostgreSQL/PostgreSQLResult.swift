// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import Foundation

/// What one statement gave, all of it; freed with its last holder.
final class PostgreSQLResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// Rows inserted, updated or deleted; none for a statement that only reads.
    var changedCount: Int {
        guard let tag = PQcmdStatus(handle), !String(cString: tag).hasPrefix("SELECT") else { return 0 }
        return PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// A column beyond the last reads as NULL, as on SQLite.
    func value(row: Int, column: Int) -> SQLValue {
        let (row, column) = (Int32(row), Int32(column))
        guard column < PQnfields(handle), PQgetisnull(handle, row, column) == 0 else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
        switch PQftype(handle, column) {
        case PostgreSQLType.bigint: return .integer(Int64(bitPattern: bytes.bigEndian()))
        case PostgreSQLType.integer: return .integer(Int64(Int32(bitPattern: bytes.bigEndian())))
        case PostgreSQLType.smallint: return .integer(Int64(Int16(bitPattern: bytes.bigEndian())))
        case PostgreSQLType.boolean: return .integer(bytes[0] == 0 ? 0 : 1)
        case PostgreSQLType.double: return .real(Double(bitPattern: bytes.bigEndian()))
        case PostgreSQLType.numeric: return bytes.numeric
        case PostgreSQLType.bytes, PostgreSQLType.uuid: return .blob(Array(bytes))
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func bigEndian<Number: FixedWidthInteger>(at offset: Int = 0) -> Number {
        Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// A NUMERIC, which sums of BIGINT are: whole numbers as integers, others as the nearest double.
    ///
    /// Digits of base 10,000 after four 16-bit fields: how many digits, the weight of the first, sign, decimals
    /// (https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/numeric.c, `numeric_send`).
    fileprivate var numeric: SQLValue {
        let count = Int(bigEndian(at: 0) as Int16)
        let weight = Int(bigEndian(at: 2) as Int16)
        let isNegative = (bigEndian(at: 4) as UInt16) == 0x4000
        let digits = (0..<count).map { Int64(bigEndian(at: 8 + 2 * $0) as Int16) }
        if count <= weight + 1, weight < 5 {
            // Below 10^20: what does not fit an Int64 falls through to a double.
            var whole: Int64? = 0
            for position in 0...Swift.max(weight, 0) {
                let digit = position < count ? digits[position] : 0
                let (product, isTooBig) = (whole ?? 0).multipliedReportingOverflow(by: 10_000)
                let (sum, isTooBigNow) = product.addingReportingOverflow(digit)
                whole = whole == nil || isTooBig || isTooBigNow ? nil : sum
            }
            if let whole { return .integer(isNegative ? -whole : whole) }
        }
        let value = digits.enumerated().reduce(0.0) { sum, digit in
            sum + Double(digit.element) * pow(10_000, Double(weight - digit.offset))
        }
        return .real(isNegative ? -value : value)
    }
}
