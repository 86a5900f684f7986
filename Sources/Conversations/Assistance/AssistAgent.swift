// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
package import Values
package import Vault

/// Helps a member of staff with one conversation: a reply to begin with, or what it is about and how it stands.
///
/// The vault and the door decide, not the page: the business must declare the purpose, the organisation not have switched it off, the person
/// not have refused. Each call is on record before it leaves. Whatever comes back is shown and kept nowhere; nothing is sent to
/// the visitor by it.
package struct AssistAgent: Sendable {
    /// Messages that are looked at, the newest.
    static let reach = 40
    static let callsPerMinute = 20

    let foundation: ConversationsFoundation
    /// Those outside first, in the order they are to be asked; looked up at each use.
    let engines: @Sendable () async throws -> [any AssistanceEngine]
    /// Words a month to and from engines outside, as they count them.
    let monthlyTokens: Int

    private struct Work: Sendable {
        let conversation: Conversation
        let messages: [Message]
        let articles: [HelpArticle]
    }

    package func callAsFunction(
        _ task: AssistanceTask, in id: ID<Conversation>, as caller: Caller
    ) async throws -> AssistanceOutcome {
        guard caller.agent != nil else { return .forbidden }
        guard foundation.policy.declares(.assistance, for: .chatMessage) else { return .notOffered }
        let work = try await foundation.data.read { session -> Work? in
            guard let conversation = try ConversationQueries.conversation(id, in: session) else { return nil }
            let messages = try MessageQueries.messages(of: id, limit: Self.reach, in: session)
            return Work(
                conversation: conversation, messages: messages.filter(\.isForVisitor),
                articles: try HelpArticleQueries.all(in: session))
        }
        guard let work, let first = work.messages.first, let last = work.messages.last else { return .notFound }
        switch try await opened(work, as: caller) {
        case .refused(let refusal): return .refused(refusal)
        case .opened(let words):
            let index = HelpIndex(work.articles)
            let question = AssistanceQuestion(
                task: task, person: work.conversation.person, subject: id.bytes, language: work.conversation.language,
                lines: work.messages.map { .init(isFromVisitor: $0.direction == .fromVisitor, text: $0.text) },
                passages: task == .reply ? index.passages(for: words, in: work.conversation.language) : [])
            return try await ask(
                question, AssistanceCall(task, id, question.person, first.position...last.position), as: caller)
        }
    }

    private enum Opened {
        case opened(String)
        case refused(AssistanceRefusal)
    }

    /// What the visitor said last, to look for articles by; refused here, nothing is asked of anybody.
    private func opened(_ work: Work, as caller: Caller) async throws -> Opened {
        let person = work.conversation.person
        guard let opener = try await foundation.vault.opener(for: person, purpose: .assistance, as: caller, fresh: true)
        else { return .refused(.erased) }
        var words: [String] = []
        for message in work.messages.filter({ $0.direction == .fromVisitor }).suffix(3) {
            switch try await opener.open(message.text) {
            case .opened(let text): words.append(text.expose())
            case .refused(let refusal): return .refused(AssistanceRefusal(refusal))
            }
        }
        if let refusal = opener.refusal(for: .chatMessage) { return .refused(AssistanceRefusal(refusal)) }
        return .opened(words.joined(separator: "\n"))
    }

    private func ask(
        _ question: AssistanceQuestion, _ call: AssistanceCall, as caller: Caller
    ) async throws -> AssistanceOutcome {
        var failures: [AssistanceFailure] = []
        let outside = try await engines().filter { engine in
            engine.recipient.map { !foundation.policy.categories(sentTo: $0, for: .assistance).isEmpty } ?? true
        }
        for engine in outside + [LocalEngine(vault: foundation.vault)] {
            switch try await begin(call, with: engine) {
            case .wait(let span): return .wait(span)
            case .spent: return .spent
            case .begun(let record):
                let answer = try await engine.answer(question, as: caller)
                try await conclude(record, answer)
                switch answer {
                case .answered(let found, let model, _):
                    return .helped(Assistance(found, question, engine: engine.name, model: model))
                case .failed(let failure, _): failures.append(failure)
                case .refused(let refusal): return .refused(AssistanceRefusal(refusal))
                }
            }
        }
        return .failed(failures)
    }

    private enum Beginning: Sendable {
        case begun(ID<AssistanceCall>)
        case wait(Duration)
        case spent
    }

    /// Counts and records in one transaction, so that a limit holds also when many ask at once.
    private func begin(_ call: AssistanceCall, with engine: any AssistanceEngine) async throws -> Beginning {
        let now = foundation.clock.now()
        let id = ID<AssistanceCall>.timeOrdered(at: now)
        let (name, model, budget) = (engine.name, engine.model, monthlyTokens)
        let isOutside = engine.recipient != nil
        return try await foundation.data.write { session in
            let recent = try AssistanceQueries.count(since: now - .seconds(60), in: session)
            guard recent < Self.callsPerMinute else { return .wait(.seconds(60)) }
            if isOutside, try AssistanceQueries.tokens(since: now - .seconds(30 * 86_400), in: session) >= budget {
                return .spent
            }
            try AssistanceQueries.insert(call, id: id, engine: name, model: model, at: now, in: session)
            return .begun(id)
        }
    }

    private func conclude(_ id: ID<AssistanceCall>, _ answer: AssistanceAnswer) async throws {
        try await foundation.data.write { session in
            switch answer {
            case .answered(_, let model, let tokens):
                try AssistanceQueries.conclude(id, "answered", model: model, tokens: tokens, in: session)
            case .failed(let failure, let tokens):
                try AssistanceQueries.conclude(id, failure.code, model: nil, tokens: tokens, in: session)
            case .refused(let refusal):
                try AssistanceQueries.conclude(id, refusal.rawValue, model: nil, tokens: 0, in: session)
            }
        }
    }
}

extension Assistance {
    fileprivate init(_ found: AssistanceFindings, _ question: AssistanceQuestion, engine: String, model: String) {
        self.init(
            task: question.task, text: found.text, nextStep: found.nextStep, mood: found.mood, score: found.score,
            reasons: found.reasons,
            sources: found.sources.filter(question.passages.indices.contains).map { question.passages[$0] },
            engine: engine, model: model, invented: found.invented)
    }
}

extension AssistanceRefusal {
    init(_ refusal: VaultRefusal) {
        switch refusal {
        case .switchedOff: self = .switchedOff
        case .objected, .consentMissing: self = .objected
        case .restricted: self = .restricted
        case .erased: self = .erased
        case .callerMayNot, .purposeNotDeclared: self = .callerMayNot
        }
    }
}
