// SPDX-License-Identifier: Apache-2.0

import Jobs
import Policy
import Storage
import Values
import Vault

/// Sends what waits in a conversation to the messenger, in the order it was written.
///
/// The messenger knows no message again, so each is taken by one before it goes. What went without an answer waits a minute for the
/// messenger's own report, and is sent once more only when there was none.
struct SendOverChannel: Sendable {
    static let kind: JobKind = "send-over-channel"
    /// How long a report of a message that went without an answer is waited for.
    static let patience = Duration.seconds(60)
    private static let longestTries = 3

    let foundation: ConversationsFoundation
    let channel: any MessageChannel

    static func job(for conversation: ID<Conversation>, at now: Instant) -> Job {
        Job(kind, about: conversation, at: now, exclusive: true)
    }

    func callAsFunction(_ id: ID<Conversation>) async throws -> JobOutcome {
        while true {
            guard let work = try await look(id) else { return .done }
            if let outcome = try await send(work) { return outcome }
        }
    }

    private struct Work: Sendable {
        let message: Message
        let detail: ChannelDetail
        let thread: ChannelThread
        let address: ChannelIdentity
        let replyTo: SealedValue?
        let template: MessageTemplate?
        /// Whether the number it would leave from is the organisation's.
        let isOurs: Bool
    }

    private func look(_ id: ID<Conversation>) async throws -> Work? {
        try await foundation.data.read { session in
            guard let (message, detail) = try ChannelMessageQueries.next(in: id, session),
                let thread = try ChannelQueries.thread(of: id, in: session)
            else { return nil }
            let identities = try ChannelQueries.identities(of: message.person, in: session)
            guard let address = identities.first(where: { $0.kind == .phone }) ?? identities.first else { return nil }
            let replyTo = try detail.replyTo.flatMap {
                try ChannelMessageQueries.detail(known: $0, in: session)?.external
            }
            let template =
                detail.form == .template ? try TemplateQueries.template(of: message.id, in: session) : nil
            return Work(
                message: message, detail: detail, thread: thread, address: address, replyTo: replyTo,
                template: template,
                isOurs: try TemplateQueries.numbers(in: session).contains { $0.number.number == thread.number })
        }
    }

    /// Nil to go on with the next.
    private func send(_ work: Work) async throws -> JobOutcome? {
        let now = foundation.clock.now()
        if work.detail.state == .sending {
            let rest = (work.detail.triedAt ?? now) + Self.patience - now
            if rest > .zero { return .retry(after: rest) }
            if work.detail.tries >= Self.longestTries {
                return try await fail(work, ChannelTrouble(.lost, code: 0))
            }
        }
        guard work.isOurs else { return try await fail(work, ChannelTrouble(.setUp, code: 0)) }
        // Asked when sending and not only when it was written.
        if let refusal = refusal(of: work, at: now) { return try await fail(work, refusal) }
        guard let content = content(of: work) else { return try await fail(work, ChannelTrouble(.template, code: 0)) }
        if let wait = channel.wait(at: work.thread.number) { return .retry(after: wait) }
        guard try await foundation.data.write({ try ChannelMessageQueries.claim(work.detail, at: now, in: $0) }) else {
            return .retry(after: .seconds(1))
        }
        let line = ChannelLine(
            person: work.message.person, number: work.thread.number, subject: work.message.id.bytes)
        let answer = try await channel.send(
            ChannelParcel(
                line: line, address: work.address.value, isAccount: work.address.kind == .account, content: content,
                replyTo: work.replyTo, tag: work.message.id.description))
        return try await conclude(work, answer)
    }

    private func refusal(of work: Work, at now: Instant) -> ChannelTrouble? {
        let refusal =
            work.template.map { work.thread.refusal(of: $0) } ?? work.thread.refusalOfWords(at: now)
        switch refusal {
        case nil: return nil
        case .windowClosed: return ChannelTrouble(.windowClosed, code: 0)
        case .stopped, .notAgreed, .offersStopped, .blocked: return ChannelTrouble(.notDisclosed, code: 0)
        }
    }

    private func content(of work: Work) -> ChannelParcel.Content? {
        guard work.detail.form == .template else { return .text(work.message.text) }
        guard let template = work.template, let values = work.detail.payload else { return nil }
        return .template(name: template.name, language: template.language, values: values)
    }

    private func conclude(_ work: Work, _ answer: ChannelAnswer<String>) async throws -> JobOutcome? {
        let tries = work.detail.tries + 1
        switch answer {
        case .done(let external):
            try await accept(work, external)
            return nil
        case .unknown: return .retry(after: Self.patience)
        case .unreachable:
            guard tries < 40 else { return try await fail(work, ChannelTrouble(.lost, code: 0)) }
            try await foundation.data.write { try ChannelMessageQueries.putBack(work.detail.id, in: $0) }
            return .retry(after: min(.seconds(1) * (1 << min(tries, 9)), .seconds(300)))
        case .refused(let trouble):
            let number = work.thread.number
            if trouble.kind == .account {
                try await foundation.data.write { try TemplateQueries.pause(number, trouble.code, in: $0) }
            }
            guard let wait = trouble.wait(afterTries: tries) else { return try await fail(work, trouble) }
            try await foundation.data.write { try ChannelMessageQueries.putBack(work.detail.id, in: $0) }
            return .retry(after: wait)
        }
    }

    private func accept(_ work: Work, _ external: String) async throws {
        // Erased meanwhile: the rows are gone or going.
        guard let sealer = try await foundation.vault.sealer(for: work.message.person) else { return }
        let sealed = try sealer.seal(external, in: .channelMessage, row: work.detail.id)
        let digest = ChannelMessageQueries.digest(of: external)
        let event = OutboxEvent(.conversationChanged, about: work.message.conversation, at: foundation.clock.now())
        let number = work.thread.number
        try await foundation.data.write { session in
            guard let current = try ChannelMessageQueries.detail(of: work.message.id, in: session) else { return }
            try ChannelMessageQueries.name(work.detail.id, sealed, digest, in: session)
            if let next = current.state.after(.accepted) {
                try ChannelMessageQueries.move(work.detail.id, to: next, in: session)
            }
            try TemplateQueries.pause(number, nil, in: session)
            try event.insert(in: session)
        }
    }

    private func fail(_ work: Work, _ trouble: ChannelTrouble) async throws -> JobOutcome? {
        let now = foundation.clock.now()
        let event = OutboxEvent(.conversationChanged, about: work.message.conversation, at: now)
        try await foundation.data.write { session in
            guard let current = try ChannelMessageQueries.detail(of: work.message.id, in: session),
                let next = current.state.after(.failed)
            else { return }
            try ChannelMessageQueries.move(work.detail.id, to: next, in: session)
            try ChannelMessageQueries.fail(work.detail.id, trouble, in: session)
            try ChannelMessageQueries.stamp(work.detail.id, .failed, at: now, in: session)
            try trouble.mark(work.message, at: now, in: session)
            try event.insert(in: session)
        }
        return nil
    }
}
