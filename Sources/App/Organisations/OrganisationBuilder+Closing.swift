// SPDX-License-Identifier: Apache-2.0

import Analytics
import Audit
import Conversations
import Jobs
import Pages
package import Storage

extension OrganisationBuilder {
    /// Ends the work of an organisation that nobody uses: everything committed is numbered and signed, and the control store
    /// knows when it is due next. Throws before anything is given up when that cannot be settled now.
    func close(_ open: OpenOrganisation) async throws {
        let id = open.organisation.id
        open.listener.mute()
        do {
            try await open.analytics.counter?.flush()
            try await open.sequencer.flush()
            try await jobs.value?.willClose(id, open.runner)
        } catch {
            open.listener.unmute()
            throw error
        }
        await open.sequencer.stop()
        open.analytics.counter?.stop()
        open.pages.stop()
        open.conversations.feed.stop()
        // Nobody hears from here on what other servers change.
        if open.data.isShared { cache.invalidate(open.organisation.site) }
        open.listener.end()
    }
}

extension Organisation {
    /// How its pages are told from others': the business's name, or for one that joined it both names.
    package var site: String { isOwn ? business : "\(business)/\(slug)" }
}
