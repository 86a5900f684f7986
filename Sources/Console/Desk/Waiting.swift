// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Commerce
import Jobs
import Storage
import Vault

/// Everything that does not go on without a person.
struct Waiting: Sendable {
    var attentions: [Attention] = []
    var deadJobs: [JobRecord] = []
    var failedCallbacks: [Callback] = []

    static let nothing = Waiting()

    static func look(_ services: ConsoleServices, as caller: Caller) async throws -> Waiting {
        guard case .open(let attentions) = try await services.shop.workOnOrders.attentions(as: caller) else {
            return .nothing
        }
        return try await services.data.read { session in
            Waiting(
                attentions: attentions,
                // A callback that failed stands in its own list and not twice.
                deadJobs: try JobQueries.dead(in: session).filter { $0.kind != CallbackInbox.work },
                failedCallbacks: try CallbackQueries.failed(in: session))
        }
    }

    var isNothing: Bool { attentions.isEmpty && deadJobs.isEmpty && failedCallbacks.isEmpty }

    func count(in area: ConsoleArea) -> Int {
        switch area {
        case .orders: attentions.count
        case .work: deadJobs.count + failedCallbacks.count
        case .home, .recipients, .record, .components: 0
        }
    }
}
