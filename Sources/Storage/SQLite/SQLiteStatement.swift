// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// One prepared statement of one connection.
final class SQLiteStatement {
    private let connection: OpaquePointer
    private let handle: OpaquePointer
    private let parameterCount: Int
    /// True while rows are being read; a nested use of the same text then needs a statement of its own.
    private(set) var isRunning = false
    /// The connection's count of statements when this one was last asked for.
    var lastUse: UInt64 = 0

    init(_ sql: String, on connection: OpaquePointer, isKept: Bool) throws {
        var text = SQLText.withNumberedParameters(sql)
        let (handle, isWhole) = try text.withUTF8 { bytes -> (OpaquePointer?, Bool) in
            try bytes.withMemoryRebound(to: CChar.self) { characters in
                var handle: OpaquePointer?
                var rest: UnsafePointer<CChar>?
                let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
                let code = sqlite3_prepare_v3(
                    connection, characters.baseAddress, Int32(characters.count), flags, &handle, &rest)
                guard code == SQLITE_OK else { throw StorageError.sqlite(code, on: connection) }
                let used = rest.map { characters.baseAddress?.distance(to: $0) ?? 0 } ?? characters.count
                return (handle, characters[used...].allSatisfy { $0 <= 0x20 && $0 >= 0 })
            }
        }
        guard let handle else { throw StorageError.misuse("the statement is empty") }
        guard isWhole else {
            sqlite3_finalize(handle)
            throw StorageError.misuse("one statement at a time")
        }
        self.connection = connection
        self.handle = handle
        parameterCount = Int(sqlite3_bind_parameter_count(handle))
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Binds `values`, steps through the rows and resets. `onRow` sees each row before the next is read.
    func run(_ values: [SQLValue], onRow: () throws -> Void = {}) throws {
        guard values.count == parameterCount else {
            throw StorageError.misuse("the statement takes \(parameterCount) parameters, not \(values.count)")
        }
        isRunning = true
        defer {
            sqlite3_reset(handle)
            if parameterCount > 0 { sqlite3_clear_bindings(handle) }
            isRunning = false
        }
        try withBound(values, from: 0) {
            while true {
                switch sqlite3_step(handle) {
                case SQLITE_ROW: try onRow()
                case SQLITE_DONE: return
                case let code: throw StorageError.sqlite(code, on: connection)
                }
            }
        }
    }

    /// Binds from `first` on, then calls `body`. Texts and blobs are lent, not copied: each stays pinned by a frame of
    /// this recursion until the statement has been stepped through.
    private func withBound(_ values: [SQLValue], from first: Int, _ body: () throws -> Void) throws {
        for index in first..<values.count {
            let position = Int32(index + 1)
            switch values[index] {
            case .null:
                try check(sqlite3_bind_null(handle, position))
            case .integer(let value):
                try check(sqlite3_bind_int64(handle, position, value))
            case .real(let value):
                try check(sqlite3_bind_double(handle, position, value))
            case .text(var text):
                return try text.withUTF8 { bytes in
                    let code = bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text64(
                            handle, position, $0.baseAddress, UInt64($0.count), nil, UInt8(SQLITE_UTF8))
                    }
                    try check(code)
                    try withBound(values, from: index + 1, body)
                }
            case .blob(let blob) where blob.isEmpty:
                // An empty array may have no address, and SQLite reads a null address as NULL.
                try check(sqlite3_bind_zeroblob(handle, position, 0))
            case .blob(let blob):
                return try blob.withUnsafeBytes { bytes in
                    try check(sqlite3_bind_blob64(handle, position, bytes.baseAddress, UInt64(bytes.count), nil))
                    try withBound(values, from: index + 1, body)
                }
            }
        }
        try body()
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw StorageError.sqlite(code, on: connection) }
    }

    /// The value of a column of the current row.
    func column(_ index: Int) -> SQLValue {
        let position = Int32(index)
        switch sqlite3_column_type(handle, position) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, position))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, position))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, position)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, position)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, position)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, position)))
            return .blob(Array(bytes))
        default: return .null
        }
    }
}
