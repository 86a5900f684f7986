// SPDX-License-Identifier: Apache-2.0

/// A walk along a log from its first leaf to its last, growing the tree anew and comparing as it goes.
struct LogWalk: Sendable {
    struct Start: Sendable {
        let state: TreeState
        let unnumbered: [AuditRecord]
        let lastPosition: Int?
        let checkpoints: [StoredCheckpoint]
    }

    private let log: AuditLog
    private let start: Start
    /// Smallest first; those already passed are taken away.
    private var signed: [Checkpoint] = []
    private var frontier = MerkleFrontier()
    private var announced: [AuditLog: Int] = [:]
    private var finding: AuditFinding?

    var position: Int { frontier.size }
    var isFinished: Bool { finding != nil || position == start.state.size }

    init(of log: AuditLog, from start: Start, witnessed: [SignedNote], keys: [VerifierKey]) {
        self.log = log
        self.start = start
        let notes = start.checkpoints.map { ($0.size, SignedNote($0.note)) } + witnessed.map { (-1, $0) }
        for (size, note) in notes {
            guard let note, let checkpoint = Checkpoint(text: note.text),
                let key = keys.first(where: { $0.name == checkpoint.origin }),
                note.verdict(by: [key]) == .signed(by: [key]), size == checkpoint.size || size == -1
            else {
                finding = .forgedCheckpoint(size: size)
                return
            }
            signed.append(checkpoint)
        }
        signed.sort { $0.size < $1.size }
        checkSignedRoots()
        start.unnumbered.compactMap(\.statement).forEach { note($0) }
    }

    /// Takes the leaves that follow, in order, until one does not fit.
    mutating func check(_ rows: [VerifiedRow], node: (NodeAddress) throws -> TreeHash?) throws {
        guard rows.first?.position == position else {
            finding = .missingNode(NodeAddress(level: 0, position: position))
            return
        }
        for row in rows where !isFinished {
            guard row.position == position else {
                finding = .missingNode(NodeAddress(level: 0, position: position))
                return
            }
            finding = check(row)
            guard finding == nil else { return }
            for (address, hash) in frontier.append(row.hash).dropFirst() {
                let stored = try node(address)
                guard stored == hash else {
                    finding = stored == nil ? .missingNode(address) : .changedNode(address)
                    return
                }
            }
            checkSignedRoots()
        }
    }

    private mutating func check(_ row: VerifiedRow) -> AuditFinding? {
        guard let record = row.record else {
            return row.position < start.state.minimumPosition ? nil : .missingEntry(position: row.position)
        }
        guard record.leaf == row.hash else { return .changedEntry(position: row.position) }
        guard let statement = record.statement, statement.id == record.id, statement.log == log,
            statement.time == record.recordedAt
        else { return .mislabelledEntry(position: row.position) }
        note(statement)
        return nil
    }

    private mutating func note(_ statement: AuditStatement) {
        guard let (log, minimum) = statement.announcedPruning else { return }
        announced[log] = max(announced[log, default: 0], minimum)
    }

    private mutating func checkSignedRoots() {
        while finding == nil, let next = signed.first, next.size <= position {
            guard next.size == position, next.root == frontier.root else {
                finding = .rewrittenHistory(size: next.size)
                return
            }
            signed.removeFirst()
        }
    }

    var report: AuditReport {
        AuditReport(
            log: log, size: start.state.size, minimumPosition: start.state.minimumPosition,
            unnumbered: start.unnumbered.count, checkpoints: start.checkpoints.count,
            signedSize: start.checkpoints.last?.size ?? 0, finding: finding ?? findingBeyondTheEnd,
            announcedPruning: announced)
    }

    /// What only shows when all leaves are passed: signed or numbered entries that the tree does not have.
    private var findingBeyondTheEnd: AuditFinding? {
        if let last = signed.last { return .cutOff(signedSize: last.size, size: start.state.size) }
        if let last = start.lastPosition, last >= start.state.size { return .strayEntry(position: last) }
        return nil
    }
}
