// SPDX-License-Identifier: Apache-2.0

import CSQLite

extension StorageError {
    /// The failure SQLite reports by `code` (extended, https://sqlite.org/rescode.html) and the connection's message.
    ///
    /// SQLite's constraint messages name tables and columns, never the values.
    static func sqlite(_ code: Int32, on handle: OpaquePointer?) -> StorageError {
        let message = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        switch code {
        case sqliteConstraintUnique, sqliteConstraintPrimaryKey, sqliteConstraintRowID: return .uniqueViolation
        case _ where code & 0xff == SQLITE_CONSTRAINT: return .constraintViolation(message)
        case _ where code & 0xff == SQLITE_FULL: return .full
        // What SQLite calls a failed write is a quota or a limit of the file's size; it knows a full disk by ENOSPC alone.
        case sqliteIOErrorWrite, sqliteIOErrorSharedMemorySize: return .full
        case _ where code & 0xff == SQLITE_BUSY: return .busy
        default: return .engine(code: Int(code), message: message)
        }
    }

    /// A statement that asks for other parameters than it was given, or is more than one: a programming error.
    static func misuse(_ message: String) -> StorageError {
        .engine(code: Int(SQLITE_MISUSE), message: message)
    }
}

// The C header defines extended codes by expressions, which Swift does not import.
private let sqliteIOErrorWrite = SQLITE_IOERR | (3 << 8)
private let sqliteIOErrorSharedMemorySize = SQLITE_IOERR | (19 << 8)
private let sqliteConstraintUnique = SQLITE_CONSTRAINT | (8 << 8)
private let sqliteConstraintPrimaryKey = SQLITE_CONSTRAINT | (6 << 8)
private let sqliteConstraintRowID = SQLITE_CONSTRAINT | (10 << 8)
