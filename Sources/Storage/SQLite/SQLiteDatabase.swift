// SPDX-License-Identifier: Apache-2.0

import CSQLite
package import Foundation

/// One SQLite file: one writer with group commit, and readers on the caller's own thread.
///
/// Closes itself when nobody holds it any more. A listener that holds the database would keep it open for ever.
package final class SQLiteDatabase: Database {
    package let file: URL
    private let readers: SQLiteReaders
    private let writer: SQLiteWriter

    /// Opens `file`, creating it readable by its owner only. `prepare` runs before anybody else sees the database.
    ///
    /// - Parameter secureDelete: deleted bytes are overwritten in the file at once (for stores of keys), not when the
    ///   space is used again.
    init(
        at file: URL, secureDelete: Bool, prepare: (SQLiteConnection) throws -> Void = { _ in }
    ) throws {
        // For the mode alone: SQLite gives its companion files the mode of the main file.
        PrivateFile.create(at: file)
        let connection = try SQLiteConnection(to: file, .readWrite(secureDelete: secureDelete))
        try prepare(connection)
        self.file = file
        readers = SQLiteReaders(of: file)
        writer = SQLiteWriter(on: connection)
    }

    package var isShared: Bool { false }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try readers.read(body)
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await writer.write(body)
    }

    package func afterCommit(_ listener: @escaping @Sendable () -> Void) {
        writer.addListener(listener)
    }

    /// Moves the write-ahead log into the main file and empties it, so that what has been deleted is in neither.
    ///
    /// To be called after keys were destroyed. Waits up to five seconds for readers, then throws.
    package func scrub() async throws {
        try await writer.betweenBatches { connection in
            let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
            guard code == SQLITE_OK else { throw StorageError.sqlite(code, on: connection.handle) }
        }
    }

    /// Writes a consistent copy to a file that does not exist yet, readable by its owner only.
    package func copy(to copy: URL) async throws {
        PrivateFile.create(at: copy)
        try await writer.betweenBatches { connection in
            try SQLiteSession(connection: connection).execute("VACUUM INTO $1", [.text(copy.path)])
        }
    }

    /// Finishes the writes already waiting; every later use throws `StorageError.closed`.
    package func close() async {
        await writer.close()
        readers.close()
    }
}
