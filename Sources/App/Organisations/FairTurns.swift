// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Storage
import Synchronization

/// Has organisations take turns at the processor.
///
/// The work of a request is done in pieces, from one wait to the next. Pieces that wait for a thread are taken from each
/// organisation in turn, so that one under attack, or with ten thousand jobs due, delays another by a piece or two and not
/// by everything it has waiting. Nothing is limited: an organisation alone has the whole machine.
final class FairTurns: Sendable {
    private struct Piece {
        let job: UnownedJob
        let executor: OrganisationExecutor
    }

    private let waiting = Mutex(FairQueue<OrganisationID, Piece>())

    fileprivate func add(_ job: UnownedJob, of executor: OrganisationExecutor) {
        waiting.withLock { $0.append(Piece(job: job, executor: executor), of: executor.organisation) }
        // One thread is asked for each piece, and takes whichever is next.
        DispatchQueue.global().async { self.takeTurn() }
    }

    private func takeTurn() {
        guard let piece = waiting.withLock({ $0.popFirst() }) else { return }
        piece.job.runSynchronously(on: piece.executor.asUnownedTaskExecutor())
    }
}

/// Where the work of one organisation runs.
final class OrganisationExecutor: TaskExecutor {
    let organisation: OrganisationID
    private let turns: FairTurns

    init(of organisation: OrganisationID, in turns: FairTurns) {
        self.organisation = organisation
        self.turns = turns
    }

    func enqueue(_ job: consuming ExecutorJob) {
        turns.add(UnownedJob(job), of: self)
    }
}
