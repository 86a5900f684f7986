// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// A buyer switches the mails about little data and a near end off, or on again: an objection that takes effect at once,
/// for mails that are already queued too.
package struct WantNotices: Sendable {
    package enum Outcome: Hashable, Sendable {
        case wanted
        case notWanted
        case notFound
    }

    let foundation: ShopFoundation

    package func callAsFunction(_ id: ID<Order>, _ isWanted: Bool, as caller: Caller) async throws -> Outcome {
        let order = try await foundation.data.read { try OrderQueries.order(id, in: $0) }
        guard let person = order?.person, caller.isBuyer(person) else { return .notFound }
        let isRefused = try await foundation.vault.gate(of: person)?.hasObjected(to: .serviceNotice) ?? true
        guard isRefused == isWanted else { return isWanted ? .wanted : .notWanted }
        if isWanted {
            try await foundation.vault.allow(.serviceNotice, by: person)
        } else {
            try await foundation.vault.object(to: .serviceNotice, by: person)
        }
        return isWanted ? .wanted : .notWanted
    }
}
