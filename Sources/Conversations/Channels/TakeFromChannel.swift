// SPDX-License-Identifier: Apache-2.0

import Crypto
import Jobs
import Storage
import Values
import Vault

/// Takes in what a messenger brings. The same thing brought again changes nothing, and things may come in any order.
package struct TakeFromChannel: Sendable {
    package enum Outcome: Sendable, Equatable {
        case done
        /// It asks nothing of us, or is about somebody we do not know.
        case ignored
        /// It speaks of a message that has not come yet.
        case waits
    }

    let foundation: ConversationsFoundation

    private var people: ChannelPeople { ChannelPeople(foundation: foundation) }

    package func callAsFunction(_ event: ChannelEvent) async throws -> Outcome {
        switch event {
        case .message(let message): try await take(message)
        case .report(let report): try await NoteReport(foundation: foundation)(report)
        case .offers(let sender, let at, let areStopped): try await note(sender, offersStopped: areStopped ? at : nil)
        case .template(let account, let name, let language, let status, let reason):
            try await foundation.data.write {
                try TemplateQueries.setStatus(
                    status, reason, account: account, name: name, language: language, in: $0)
            } ? .done : .ignored
        case .other: .ignored
        }
    }

    private func take(_ message: ChannelMessage) async throws -> Outcome {
        switch message.content {
        case .said(let form, let text, let file):
            return try await keep(message, as: form, text, file, from: message.sender, .fromVisitor)
        case .ownWords(let text, let person):
            return try await keep(message, as: .text, text, nil, from: person, .fromStaff)
        case .reaction(let emoji, let external): return try await react(emoji, to: external, message)
        case .edit(let external, let text): return try await change(external, to: text, message)
        case .revocation(let external): return try await revoke(external, message)
        case .moved(let sender):
            guard let person = try await people.known(message.sender) else { return .ignored }
            return try await people.move(person, to: sender, at: foundation.clock.now()) ? .done : .ignored
        }
    }

    private func keep(
        _ message: ChannelMessage, as form: MessageForm, _ text: String, _ file: ChannelFile?,
        from sender: ChannelSender, _ direction: Message.Direction
    ) async throws -> Outcome {
        for attempt in 1... {
            let now = foundation.clock.now()
            guard let found = try await people.findOrMake(sender, at: now) else { return .ignored }
            let arrival = try await ChannelArrival(
                message, as: form, text, file, from: found, direction, foundation: foundation, at: now)
            do {
                try await foundation.data.write { try arrival.store(in: $0) }
            } catch StorageError.uniqueViolation where attempt < 4 {
                continue  // the same person's first messages at the same moment
            }
            try await people.confirm(found)
            return .done
        }
        return .waits
    }

    private func react(_ emoji: String?, to external: String, _ message: ChannelMessage) async throws -> Outcome {
        guard let target = try await target(external),
            let sealer = try await foundation.vault.sealer(for: target.person)
        else { return .waits }
        let row = ID<Reaction>.random()
        let sealed = try emoji.map { try sealer.seal(String($0.prefix(16)), in: .reaction, row: row) }
        let event = OutboxEvent(.messageArrived, about: target.id, at: foundation.clock.now())
        try await foundation.data.write { session in
            try ChannelMessageQueries.react(
                sealed, row: row, to: target, by: .visitor, at: message.at, in: session)
            try event.insert(in: session)
        }
        return .done
    }

    private func change(_ external: String, to typed: String, _ message: ChannelMessage) async throws -> Outcome {
        guard let target = try await target(external), target.direction == .fromVisitor else { return .waits }
        return try await replace(target, by: MessageText(received: typed), at: message.at, isRevoked: false)
    }

    private func revoke(_ external: String, _ message: ChannelMessage) async throws -> Outcome {
        guard let target = try await target(external), target.direction == .fromVisitor else { return .waits }
        return try await replace(target, by: MessageText(received: ""), at: message.at, isRevoked: true)
    }

    private func replace(
        _ target: Message, by text: MessageText, at instant: Instant, isRevoked: Bool
    ) async throws -> Outcome {
        guard let sealer = try await foundation.vault.sealer(for: target.person) else { return .ignored }
        let sealed = try sealer.seal(text.text, in: .messageText, row: target.id)
        let bits = foundation.searchKey.bits(of: SearchWords(text.text))
        let event = OutboxEvent(.messageArrived, about: target.id, at: foundation.clock.now())
        return try await foundation.data.write { session in
            guard let message = try MessageQueries.message(target.id, in: session),
                let detail = try ChannelMessageQueries.detail(of: target.id, in: session)
            else { return .ignored }
            // What was taken back stays gone, and an older change does not undo a newer one.
            guard detail.form != .revoked, isRevoked || message.editedAt.map({ $0 < instant }) ?? true else {
                return .done
            }
            try MessageQueries.replace(sealed, of: target.id, at: instant, in: session)
            try SearchQueries.replace(bits, of: target.id, person: target.person, in: session)
            if isRevoked { try ChannelMessageQueries.revoke(target.id, in: session) }
            try event.insert(in: session)
            return .done
        }
    }

    private func target(_ external: String) async throws -> Message? {
        let digest = ChannelMessageQueries.digest(of: external)
        return try await foundation.data.read { session in
            try ChannelMessageQueries.detail(known: digest, in: session).flatMap {
                try MessageQueries.message($0.message, in: session)
            }
        }
    }

    private func note(_ sender: ChannelSender, offersStopped instant: Instant?) async throws -> Outcome {
        guard let person = try await people.known(sender) else { return .ignored }
        try await foundation.data.write { try ChannelQueries.setOffersStopped(of: person, at: instant, in: $0) }
        return .done
    }
}
