// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Foundation

/// One connection and its prepared statements.
///
/// Unchecked because SQLite's handle is opened without a mutex: whoever holds a connection holds it alone. The readers'
/// free list hands each to one thread at a time, and the writer's never leaves its queue.
final class SQLiteConnection: @unchecked Sendable {
    enum Access {
        case readOnly
        case readWrite(secureDelete: Bool)
    }

    let handle: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]
    private var useCount: UInt64 = 0
    private(set) var isOpen = true

    /// Beyond this many texts the least recently used statement goes: texts are written, not assembled, so a program
    /// has a few hundred and never comes near it by growing.
    private static let maximumStatements = 256
    private static let busyTimeoutMilliseconds: Int32 = 5000

    init(to file: URL, _ access: Access) throws {
        var handle: OpaquePointer?
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        let code = sqlite3_open_v2(
            file.path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let error = StorageError.sqlite(code, on: handle)
            sqlite3_close_v2(handle)
            throw code & 0xff == SQLITE_CANTOPEN ? InstallationProblem.notWritable(path: file.path) : error
        }
        self.handle = handle
        sqlite3_busy_timeout(handle, Self.busyTimeoutMilliseconds)
        for setting in Self.settings(for: access) { try runScript(setting) }
    }

    deinit {
        close()
    }

    /// Closes the file; the connection must not be used again.
    func close() {
        guard isOpen else { return }
        isOpen = false
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    private static func settings(for access: Access) -> [String] {
        // Temporary tables and savepoint journals stay in memory: no stray file may hold personal data.
        let common = ["PRAGMA temp_store = MEMORY", "PRAGMA trusted_schema = OFF"]
        switch access {
        case .readOnly:
            return common
        case .readWrite(let secureDelete):
            // Asked for explicitly: distributions compile SQLite with defaults of their own.
            return common + [
                "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
                "PRAGMA secure_delete = \(secureDelete ? "ON" : "FAST")", "PRAGMA cache_size = -8000",
            ]
        }
    }

    /// Rows changed since the connection was opened; a difference tells whether a transaction changed anything.
    var changeCount: Int64 { sqlite3_total_changes64(handle) }

    /// Rows the last changing statement changed itself, without those of foreign-key actions.
    var lastChangeCount: Int { Int(sqlite3_changes64(handle)) }

    /// Whether a transaction is open. SQLite may have rolled one back by itself after a full disk or an I/O error.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs statements without parameters or rows, such as settings and migrations.
    func runScript(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw StorageError.sqlite(code, on: handle) }
    }

    /// The prepared form of `sql`, from the cache where possible.
    func statement(_ sql: String) throws -> SQLiteStatement {
        useCount += 1
        if let known = statements[sql] {
            guard !known.isRunning else { return try SQLiteStatement(sql, on: handle, isKept: false) }
            known.lastUse = useCount
            return known
        }
        let statement = try SQLiteStatement(sql, on: handle, isKept: true)
        statement.lastUse = useCount
        if statements.count >= Self.maximumStatements { forgetOldest() }
        statements[sql] = statement
        return statement
    }

    private func forgetOldest() {
        guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        statements[oldest.key] = nil
    }

    /// Runs `body` between `begin` and COMMIT; rolls back whatever it throws.
    func transaction<Result>(_ begin: String, _ body: () throws -> Result) throws -> Result {
        try statement(begin).run([])
        do {
            let result = try body()
            try statement("COMMIT").run([])
            return result
        } catch {
            if isInTransaction { try statement("ROLLBACK").run([]) }
            throw error
        }
    }
}
