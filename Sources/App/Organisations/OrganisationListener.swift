// SPDX-License-Identifier: Apache-2.0

import Audit
import Conversations
import Jobs
import Storage
import Synchronization

/// Passes on that something was committed in an organisation: to its sequencer, the workers and what shows it; until it is
/// closed. Its database holds it, so from then on it holds nothing.
final class OrganisationListener: Sendable {
    private struct Hearers {
        let sequencer: Sequencer
        let pages: KeptPages?
        let feed: LiveFeed
        let jobs: JobService?
    }

    private struct State {
        var hearers: Hearers?
        var isMuted = false
    }

    private let organisation: OrganisationID
    private let state: Mutex<State>

    init(
        of organisation: OrganisationID, sequencer: Sequencer, pages: KeptPages?, feed: LiveFeed, jobs: JobService?
    ) {
        self.organisation = organisation
        state = Mutex(State(hearers: Hearers(sequencer: sequencer, pages: pages, feed: feed, jobs: jobs)))
    }

    func hear() {
        guard let hearers = state.withLock({ $0.isMuted ? nil : $0.hearers }) else { return }
        hearers.sequencer.wake()
        hearers.pages?.look()
        hearers.feed.look()
        hearers.jobs?.wake(organisation)
    }

    func mute() { state.withLock { $0.isMuted = true } }

    /// Hears again, and at once what may have been missed.
    func unmute() {
        state.withLock { $0.isMuted = false }
        hear()
    }

    func end() { state.withLock { $0.hearers = nil } }
}
