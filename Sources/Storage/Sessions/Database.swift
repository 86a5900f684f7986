// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The database of one organisation, of its keys, or of the instance: all that the code above may name.
///
/// Which organisation it belongs to is settled where it is opened; no statement mentions it.
package protocol Database: Sendable {
    /// Reads from one consistent snapshot.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result
    /// Runs the closure in one transaction; returns once it is on disk. A thrown error rolls everything back.
    @discardableResult
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result
    /// Calls `listener` after commits that changed something, once for any number of them: a hint to look, not a count.
    ///
    /// It must return at once and must not hold the database.
    func afterCommit(_ listener: @escaping @Sendable () -> Void)
    /// Whether other servers write here too, so that what is remembered of it is out of date after a moment.
    var isShared: Bool { get }
    /// Leaves as little trace of deleted rows in the engine's files as the engine allows. For stores of keys.
    func scrub() async throws
    /// Writes a copy of what it holds, from one snapshot, to a SQLite file that does not exist yet, readable by its owner
    /// only.
    func copy(to file: URL) async throws
    /// Finishes the writes already waiting; every later use throws `StorageError.closed`.
    func close() async
}
