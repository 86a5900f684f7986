// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import Hummingbird
import Pages

extension ConsoleRoutes {
    /// That something happened and where: ids only. The page asks for the rest and brings itself up to date whenever the
    /// stream begins anew, so that one that slept for a day is complete.
    @Sendable func inboxEvents(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let signals = try await desk.services.conversations.feed.listen(to: .inbox)
        return .events(signals.compactMap { ServerEvent($0) }, to: request)
    }
}

extension ServerEvent {
    /// Nil for what only visitors are to hear.
    fileprivate init?(_ signal: LiveSignal) {
        let name: String
        switch signal {
        case .message: name = "message"
        case .changed: name = "changed"
        case .typing(_, .visitor): name = "typing"
        case .typing(_, .staff): return nil
        }
        self.init(id: signal.sequence.map { Int64($0) }, name: name, data: "\(signal.conversation)")
    }
}
