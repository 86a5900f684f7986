// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import Hummingbird
import Logging
import Pages
import Values

extension WidgetRoutes {
    /// What happens in the visitor's conversation, as it happens; after a break, first what was missed.
    @Sendable func events(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        guard let conversation = try await asked.chat.conversation(of: secret) else {
            return try .problem("unknown", .notFound)
        }
        let signals = try await asked.services.conversations.follow(
            conversation.id, after: asked.request.lastEventID.map { Int($0) })
        let services = asked.services
        let events = signals.compactMap { signal -> ServerEvent? in
            do {
                return try await services.event(signal)
            } catch {
                asked.context.logger.error(
                    "An event of a chat could not be told", metadata: ["error": "\(type(of: error))"])
                return nil
            }
        }
        return .events(events, to: asked.request)
    }
}

extension WidgetServices {
    /// What the visitor hears of a signal; nil for what is not theirs to hear.
    func event(_ signal: LiveSignal) async throws -> ServerEvent? {
        let encoder = JSONEncoder()
        func event(_ name: String, _ value: some Encodable) throws -> ServerEvent {
            ServerEvent(
                id: signal.sequence.map { Int64($0) }, name: name,
                data: String(decoding: try encoder.encode(value), as: UTF8.self))
        }
        switch signal {
        case .message(let id, in: _, sequence: _):
            guard let opened = try await conversations.visitorChat.message(id),
                let shown = try await shown([opened]).first
            else { return nil }
            return try event("message", shown)
        case .changed(let id, sequence: _):
            guard let conversation = try await conversations.visitorChat.conversation(id) else { return nil }
            return try event(
                "state",
                ShownState(
                    marks: ShownMarks(conversation),
                    isThere: try await conversations.visitorChat.isSomebodyThere()))
        case .typing(_, .staff): return ServerEvent(name: "typing", data: "{}")
        case .typing(_, .visitor): return nil
        }
    }
}
