// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Commerce
import Conversations
import Jobs
import Storage
import Vault

/// Everything that does not go on without a person.
struct Waiting: Sendable {
    var attentions: [Attention] = []
    var deadJobs: [JobRecord] = []
    var failedCallbacks: [Callback] = []
    /// Amounts that belong to no order.
    var moneyCount = 0
    /// Changes of the supplier that nobody has decided about.
    var findings = 0
    /// Conversations with something nobody has read.
    var unread = 0

    static let nothing = Waiting()

    static func look(_ services: ConsoleServices, as caller: Caller) async throws -> Waiting {
        guard case .open(let attentions) = try await services.shop.workOnOrders.attentions(as: caller) else {
            return .nothing
        }
        let moneyCount = try await services.shop.workOnMoney.countWaiting(as: caller)
        let unread = try await services.conversations.inbox.unread(as: caller) ?? 0
        return try await services.data.read { session in
            Waiting(
                attentions: attentions,
                // A callback that failed stands in its own list and not twice.
                deadJobs: try JobQueries.dead(in: session).filter { $0.kind != CallbackInbox.work },
                failedCallbacks: try CallbackQueries.failed(in: session), moneyCount: moneyCount, unread: unread)
        }
    }

    var isNothing: Bool {
        attentions.isEmpty && deadJobs.isEmpty && failedCallbacks.isEmpty && moneyCount == 0 && findings == 0
    }

    func count(in area: ConsoleArea) -> Int {
        switch area {
        case .inbox: unread
        case .orders: attentions.count
        case .money: moneyCount
        case .catalogue: findings
        case .work: deadJobs.count + failedCallbacks.count
        case .home, .coupons, .statistics, .policy, .recipients, .record, .settings, .components: 0
        }
    }
}
