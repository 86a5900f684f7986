// SPDX-License-Identifier: Apache-2.0

/// The database of one organisation, of its keys, or of the instance: all that the code above may name.
///
/// Which organisation it belongs to is settled where it is opened; no statement mentions it.
package protocol Database: Sendable {
    /// Reads from one consistent snapshot.
    func read<Result: Sendable>(_ body: @Sendable (any SQLSession) throws -> Result) async throws -> Result
    /// Runs the closure in one transaction; returns once it is on disk. A thrown error rolls everything back.
    @discardableResult
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result
    /// Calls `listener` after commits that changed something, once for any number of them: a hint to look, not a count.
    ///
    /// It must return at once and must not hold the database.
    func afterCommit(_ listener: @escaping @Sendable () -> Void)
    /// Leaves no trace of deleted rows in this database's own files; returns when that is so. For stores of keys.
    func scrub() async throws
    /// Finishes the writes already waiting; every later use throws `StorageError.closed`.
    func close() async
}
