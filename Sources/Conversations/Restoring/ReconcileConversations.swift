// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Brings conversations whose data came back from a backup to where nothing of them is sent a second time: before the organisation
/// is opened.
///
/// What waited when the backup was taken, to be carried to the staff's group or announced to a visitor by mail, may have gone since,
/// and neither the messenger nor the mail server can be asked. So it counts as gone, and its conversation stands open and unread in
/// the inbox, where all of it is: a person looks, and decides.
package struct ReconcileConversations: Sendable {
    let foundation: ConversationsFoundation

    /// Returns how many conversations were in doubt. Harmless to repeat.
    package func callAsFunction() async throws -> Int {
        let (group, now) = (foundation.bridge?.group, foundation.clock.now())
        return try await foundation.data.write { session in
            var doubted: Set<ID<Conversation>> = []
            if let group {
                for id in try RestoringQueries.uncarried(in: session) {
                    try RestoringQueries.countAsCarried(id, to: group, at: now, in: session)
                    doubted.insert(id)
                }
            }
            for id in try RestoringQueries.unannounced(in: session) {
                try RestoringQueries.countAsAnnounced(id, in: session)
                doubted.insert(id)
            }
            for id in try RestoringQueries.unsent(in: session) { doubted.insert(id) }
            try RestoringQueries.countAsLost(at: now, in: session)
            for id in doubted { try RestoringQueries.putBeforeStaff(id, in: session) }
            _ = try JobQueries.drop(CarryConversation.kind, in: session)
            _ = try JobQueries.drop(MailAnswer.kind, in: session)
            _ = try JobQueries.drop(SendOverChannel.kind, in: session)
            return doubted.count
        }
    }
}
