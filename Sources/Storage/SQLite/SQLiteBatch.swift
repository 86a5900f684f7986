// SPDX-License-Identifier: Apache-2.0

/// The closures that share one commit.
struct SQLiteBatch {
    private let writes: [PendingWrite]

    init(_ writes: [PendingWrite]) {
        self.writes = writes
    }

    /// Runs every closure in one transaction and answers every caller.
    ///
    /// When the transaction as a whole fails (a deferred constraint, a full disk), each closure is tried again in one of its own, so
    /// that only those at fault fail. Closures may run twice by contract.
    func commit(on connection: SQLiteConnection) {
        if writes.count == 1 {
            commitAlone(writes[0], on: connection)
            return
        }
        do {
            let answers = try connection.transaction("BEGIN IMMEDIATE") {
                try writes.map { try answer(of: $0, on: connection) }
            }
            answers.forEach { $0() }
        } catch StorageError.busy {
            // Each on its own would only wait as long again.
            writes.forEach { $0.fail(StorageError.busy) }
        } catch {
            writes.forEach { commitAlone($0, on: connection) }
        }
    }

    private func commitAlone(_ write: PendingWrite, on connection: SQLiteConnection) {
        do {
            let answer = try connection.transaction("BEGIN IMMEDIATE") {
                try write.run(SQLiteSession(connection: connection))
            }
            answer()
        } catch {
            write.fail(error)
        }
    }

    /// What to tell the caller after COMMIT, be it the result or the closure's own error: even a refusal may rest on what
    /// an earlier closure of the batch has written. Throws only when the transaction is lost.
    private func answer(of write: PendingWrite, on connection: SQLiteConnection) throws -> @Sendable () -> Void {
        try connection.statement("SAVEPOINT one").run([])
        do {
            let answer = try write.run(SQLiteSession(connection: connection))
            try connection.statement("RELEASE one").run([])
            return answer
        } catch {
            guard connection.isInTransaction else { throw error }
            try connection.statement("ROLLBACK TO one").run([])
            try connection.statement("RELEASE one").run([])
            return { write.fail(error) }
        }
    }
}
