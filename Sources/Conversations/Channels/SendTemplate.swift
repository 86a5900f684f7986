// SPDX-License-Identifier: Apache-2.0

import Foundation
import Jobs
import Storage
package import Values
package import Vault

/// A member of staff sends an approved template: the only thing that may go when the person has not written for a day. The same client
/// id sent again is the same message.
package struct SendTemplate: Sendable {
    package enum Outcome: Sendable, Equatable {
        case queued
        case refused(ChannelThread.Refusal)
        /// Not there any more, or not approved.
        case noSuchTemplate
        /// Too many values or too few, or one that cannot stand in a template.
        case badValues
        case erased
        case notFound
        case forbidden
    }

    let foundation: ConversationsFoundation

    package func callAsFunction(
        _ template: ID<MessageTemplate>, values: [String], in id: ID<Conversation>, clientID: ID<Message>,
        by caller: Caller
    ) async throws -> Outcome {
        guard let agent = caller.agent else { return .forbidden }
        let found = try await foundation.data.read { session in
            (
                thread: try ChannelQueries.thread(of: id, in: session),
                template: try TemplateQueries.template(template, in: session)
            )
        }
        guard let thread = found.thread else { return .notFound }
        guard let template = found.template, template.isApproved else { return .noSuchTemplate }
        guard let values = TemplateValues(values, for: template) else { return .badValues }
        if let refusal = thread.refusal(of: template) { return .refused(refusal) }
        guard let sealer = try await foundation.vault.sealer(for: thread.person) else { return .erased }
        let now = foundation.clock.now()
        let detail = try NewChannelMessage(
            queued: .template, payload: String(decoding: try JSONEncoder().encode(values), as: UTF8.self),
            from: template.id, sealer: sealer, at: now)
        let append = AppendMessage(
            try NewMessage(
                MessageText(received: template.words(with: values)), in: id, sealedBy: sealer,
                foundBy: foundation.searchKey, .fromStaff, over: .console, by: agent.id, clientID: clientID, at: now),
            jobs: [SendOverChannel.job(for: id, at: now)], at: now)
        return try await foundation.data.write { session in
            switch try append(in: session) {
            case .gone: return .erased
            case .already: return .queued
            case .stored(let message):
                try ChannelMessageQueries.insert(detail, of: message, in: session)
                return .queued
            }
        }
    }
}
