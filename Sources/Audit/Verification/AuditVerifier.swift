// SPDX-License-Identifier: Apache-2.0

package import Storage

/// Recomputes logs from their entries and compares every stored hash and signature: `sampan audit verify`.
///
/// Finds whatever was edited behind the program's back, except one thing: an owner of the machine can cut off the end
/// together with its checkpoints, or write a whole new history and sign it. Against that stand checkpoints and receipts
/// in other people's hands: pass them as `witnessed`.
package struct AuditVerifier: Sendable {
    private let database: any Database
    private let keys: @Sendable (AuditLog) -> [VerifierKey]
    /// The newest checkpoint as it is remembered outside the database.
    private let remembered: @Sendable (AuditLog) throws -> SignedNote?

    private static let rowsPerRead = 500

    /// `key` is all that is known of the logs: what somebody has who holds a copy of the database.
    package init(database: any Database, key: @escaping @Sendable (AuditLog) -> VerifierKey) {
        self.database = database
        keys = { [key($0)] }
        remembered = { _ in nil }
    }

    /// Also compares with the newest checkpoints that the signer remembers, and so notices a database put back from an old
    /// copy.
    package init(database: any Database, signer: LogSigner) {
        self.database = database
        keys = { signer.keys(of: $0) }
        remembered = { try signer.newest(of: $0) }
    }

    /// Checks all `logs` and that every pruning is on record. The evidence log comes last, since it is where prunings
    /// of the others are recorded. Says after each part how far it is.
    package func verify(
        _ logs: [AuditLog] = [.access, .evidence], reporting report: @Sendable (AuditProgress) -> Void = { _ in }
    ) async throws -> [AuditReport] {
        var reports: [AuditReport] = []
        for log in logs { reports.append(try await verify(log, reporting: report)) }
        let announced = reports.reduce(into: [AuditLog: Int]()) { all, report in
            all.merge(report.announcedPruning, uniquingKeysWith: max)
        }
        return reports.map { report in
            guard report.isIntact, report.minimumPosition > announced[report.log, default: 0] else { return report }
            return report.finding(.unannouncedPruning(minimumPosition: report.minimumPosition))
        }
    }

    /// Checks one log, in the order of its entries, and stops at the first thing that does not fit.
    ///
    /// - Parameter witnessed: checkpoints of this log that were kept elsewhere.
    package func verify(
        _ log: AuditLog, witnessed: [SignedNote] = [], reporting report: @Sendable (AuditProgress) -> Void = { _ in }
    ) async throws -> AuditReport {
        let keys = keys(log)
        // Before the database is read: what was signed by now is in it.
        let newest = try remembered(log)
        let start = try await database.read { session in
            LogWalk.Start(
                state: try TreeQueries.state(of: log, in: session),
                unnumbered: try VerificationQueries.unnumbered(of: log, in: session),
                lastPosition: try VerificationQueries.lastPosition(of: log, in: session),
                checkpoints: try TreeQueries.checkpoints(of: log, in: session))
        }
        var walk = LogWalk(of: log, from: start, witnessed: witnessed + [newest].compactMap { $0 }, keys: keys)
        while !walk.isFinished {
            let current = walk
            walk = try await database.read { session in
                var walk = current
                let rows = try VerificationQueries.rows(
                    of: log, from: walk.position, limit: Self.rowsPerRead, in: session)
                try walk.check(rows) { try VerificationQueries.nodeIfPresent($0, of: log, in: session) }
                return walk
            }
            report(AuditProgress(log: log, done: walk.position, total: start.state.size))
        }
        return walk.report
    }
}

extension AuditReport {
    fileprivate func finding(_ finding: AuditFinding) -> AuditReport {
        AuditReport(
            log: log, size: size, minimumPosition: minimumPosition, unnumbered: unnumbered, checkpoints: checkpoints,
            signedSize: signedSize, finding: finding, announcedPruning: announcedPruning)
    }
}
