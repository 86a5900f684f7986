// SPDX-License-Identifier: Apache-2.0

import Audit
import Jobs
import Storage
import Synchronization

/// Passes on that something was committed in an organisation: to its sequencer, the workers and what shows it; until it is
/// closed.
final class OrganisationListener: Sendable {
    private let organisation: OrganisationID
    private let sequencer: Sequencer
    private let pages: KeptPages?
    private let jobs: JobService?
    private let isMuted = Mutex(false)

    init(of organisation: OrganisationID, sequencer: Sequencer, pages: KeptPages?, jobs: JobService?) {
        self.organisation = organisation
        self.sequencer = sequencer
        self.pages = pages
        self.jobs = jobs
    }

    func hear() {
        guard !isMuted.withLock({ $0 }) else { return }
        sequencer.wake()
        pages?.look()
        jobs?.wake(organisation)
    }

    func mute() { isMuted.withLock { $0 = true } }

    /// Hears again, and at once what may have been missed.
    func unmute() {
        isMuted.withLock { $0 = false }
        hear()
    }
}
