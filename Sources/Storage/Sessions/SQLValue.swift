// SPDX-License-Identifier: Apache-2.0

package import Values

/// What a column holds, on either engine.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A value that can stand for a `$n` parameter.
package protocol SQLEncodable {
    var sqlValue: SQLValue { get }
}

/// A value that can be read from a column.
package protocol SQLDecodable {
    init(sqlValue: SQLValue) throws
}

/// A column held something other than its type says: damage or a missing migration, never a user's doing.
package struct UnexpectedColumn: Error {
    package let expected: String
    package let found: SQLValue

    package init(expected: String, found: SQLValue) {
        self.expected = expected
        self.found = found
    }
}

extension SQLValue: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { self }
    package init(sqlValue: SQLValue) { self = sqlValue }
}

extension Int64: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .integer(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .integer(let value) = sqlValue else { throw UnexpectedColumn(expected: "integer", found: sqlValue) }
        self = value
    }
}

extension Int: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package init(sqlValue: SQLValue) throws { self = Int(try Int64(sqlValue: sqlValue)) }
}

extension Double: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .real(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .real(let value) = sqlValue else { throw UnexpectedColumn(expected: "real", found: sqlValue) }
        self = value
    }
}

extension Bool: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package init(sqlValue: SQLValue) throws { self = try Int64(sqlValue: sqlValue) != 0 }
}

extension String: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .text(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .text(let value) = sqlValue else { throw UnexpectedColumn(expected: "text", found: sqlValue) }
        self = value
    }
}

extension [UInt8]: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .blob(self) }
    package init(sqlValue: SQLValue) throws {
        guard case .blob(let value) = sqlValue else { throw UnexpectedColumn(expected: "blob", found: sqlValue) }
        self = value
    }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    package init(sqlValue: SQLValue) throws {
        self = if case .null = sqlValue { nil } else { try Wrapped(sqlValue: sqlValue) }
    }
}

extension ID: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .blob(bytes) }
    package init(sqlValue: SQLValue) throws {
        guard case .blob(let bytes) = sqlValue, let id = ID(bytes: bytes) else {
            throw UnexpectedColumn(expected: "id of 16 bytes", found: sqlValue)
        }
        self = id
    }
}

extension Instant: SQLEncodable, SQLDecodable {
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package init(sqlValue: SQLValue) throws { self.init(milliseconds: try Int64(sqlValue: sqlValue)) }
}

/// Enums stored by their raw value: `extension OrderState: SQLEnum {}`.
package protocol SQLEnum: SQLEncodable, SQLDecodable, RawRepresentable
where RawValue: SQLEncodable & SQLDecodable {}

extension SQLEnum {
    package var sqlValue: SQLValue { rawValue.sqlValue }
    package init(sqlValue: SQLValue) throws {
        guard let value = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw UnexpectedColumn(expected: "\(Self.self)", found: sqlValue)
        }
        self = value
    }
}

extension Currency: SQLEnum {}
extension Language: SQLEnum {}
