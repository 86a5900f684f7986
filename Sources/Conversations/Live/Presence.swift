// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
package import Vault

/// Who sits at the inbox, so that a visitor is told the truth about when to expect an answer.
package struct Presence: Sendable {
    /// How long a sign of life counts. An open inbox gives one every half of it.
    package static let lifetime = Duration.seconds(90)

    let foundation: ConversationsFoundation

    package func note(_ caller: Caller) async throws {
        guard let agent = caller.agent else { return }
        let until = foundation.clock.now() + Self.lifetime
        try await foundation.data.write { try PresenceQueries.note(agent.id, until: until, in: $0) }
    }
}
