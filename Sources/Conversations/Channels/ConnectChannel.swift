// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// Takes over what the messenger says of the organisation's account: its numbers and templates.
package struct ConnectChannel: Sendable {
    package enum Outcome: Sendable {
        case connected([ChannelNumber])
        case refused(ChannelTrouble)
        case unreachable
        case noAccount
    }

    let foundation: ConversationsFoundation

    /// Asks for both, and has what people write brought to us from now on. Harmless to repeat.
    package func callAsFunction() async throws -> Outcome {
        guard let channel = foundation.channel, let asked = try await channel.numbers() else { return .noAccount }
        let numbers: [ChannelNumber]
        switch asked {
        case .done(let found): numbers = found
        case .refused(let trouble): return .refused(trouble)
        case .unreachable, .unknown: return .unreachable
        }
        switch try await channel.subscribe() {
        case .done: break
        case .refused(let trouble): return .refused(trouble)
        case .unreachable, .unknown: return .unreachable
        case nil: return .noAccount
        }
        var templates: [MessageTemplate] = []
        if case .done(let found) = try await channel.templates() { templates = found }
        let (now, found) = (foundation.clock.now(), templates)
        try await foundation.data.write { session in
            try TemplateQueries.removeNumbers(in: session)
            for number in numbers { try TemplateQueries.put(number, at: now, in: session) }
            for template in found { try TemplateQueries.put(template, at: now, in: session) }
            for account in Set(found.map(\.account)) {
                try TemplateQueries.dropUnnamed(account: account, since: now, in: session)
            }
        }
        return .connected(numbers)
    }

    /// The account was taken back: nothing is sent any more, and what waits fails.
    package func disconnect() async throws {
        try await foundation.data.write { try TemplateQueries.removeNumbers(in: $0) }
    }

    package func numbers() async throws -> [(number: ChannelNumber, pausedCode: Int?)] {
        try await foundation.data.read { try TemplateQueries.numbers(in: $0) }
    }
}
