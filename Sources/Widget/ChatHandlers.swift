// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Rights
import Values

extension WidgetRoutes {
    private struct Sending: Decodable {
        struct Notice: Decodable {
            let policy: String
            let shownAt: Int64
        }

        let id: String
        let text: String
        let language: String?
        let notice: Notice?
        let declaresAge: Bool?
    }

    /// 401 without a secret, 422 without notice or declaration, 413 when it is too long, 410 for somebody erased.
    @Sendable func send(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        if case .wait(let seconds) = writing.ask(asked.context.remoteAddress) { return try Self.tooMany(seconds) }
        guard let body = try await asked.body(Sending.self), let id = ID<Message>(body.id) else {
            return try .problem("malformed", .badRequest)
        }
        if try await asked.chat.conversation(of: secret) == nil,
            case .wait(let seconds) = beginning.ask(asked.context.remoteAddress)
        {
            return try Self.tooMany(seconds)
        }
        let draft = VisitorDraft(
            clientID: id, text: body.text, language: body.language.flatMap(Language.init) ?? .english,
            notice: body.notice.map { ($0.policy, Instant(milliseconds: $0.shownAt)) },
            declaresAge: body.declaresAge ?? false)
        return try await answer(
            to: try await asked.services.conversations.sendVisitorMessage(draft, from: secret), asked)
    }

    func answer(to outcome: SendVisitorMessage.Outcome, _ asked: ChatRequest) async throws -> Response {
        switch outcome {
        case .accepted(let conversation, let message): return try await receipt(for: message, conversation, asked)
        case .invalid(.empty): return try .problem("empty", .unprocessableContent)
        case .invalid(.tooLong): return try .problem("too-long", .contentTooLarge)
        case .noticeNotShown: return try .problem("notice", .unprocessableContent)
        case .ageNotDeclared: return try .problem("age", .unprocessableContent)
        case .erased: return try .problem("erased", .gone)
        }
    }

    private func receipt(
        for message: Message, _ conversation: Conversation, _ asked: ChatRequest
    ) async throws -> Response {
        guard let opened = try await asked.chat.message(message.id),
            let shown = try await asked.services.shown([opened]).first
        else { return try .problem("erased", .gone) }
        return try .json(
            ShownReceipt(
                number: conversation.number.text, message: shown, isThere: try await asked.chat.isSomebodyThere()))
    }

    /// 404 for a secret that leads nowhere, whoever's it is.
    @Sendable func transcript(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        switch try await asked.chat.transcript(secret) {
        case .unknown: return try .problem("unknown", .notFound)
        case .refused: return try .problem("refused", .forbidden)
        case .found(let found):
            return try .json(
                ShownTranscript(
                    number: found.conversation.number.text, messages: try await asked.services.shown(found.messages),
                    isCut: found.isCut, hasAddress: found.hasAddress, lastEvent: found.lastEvent,
                    marks: ShownMarks(found.conversation), isThere: try await asked.chat.isSomebodyThere()))
        }
    }

    @Sendable func presence(_ asked: ChatRequest) async throws -> Response {
        try .json(ShownPresence(isThere: try await asked.chat.isSomebodyThere()))
    }

    @Sendable func noteTyping(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        return try await asked.chat.type(secret)
            ? Response(status: .noContent) : .problem("unknown", .notFound)
    }

    private struct Reading: Decodable {
        let delivered: Int
        let read: Int
    }

    @Sendable func read(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        guard let body = try await asked.body(Reading.self), body.delivered >= 0, body.read >= 0 else {
            return try .problem("malformed", .badRequest)
        }
        return try await asked.chat.mark(secret, delivered: body.delivered, read: body.read)
            ? Response(status: .noContent) : .problem("unknown", .notFound)
    }

    private struct Address: Decodable {
        let email: String
    }

    @Sendable func leaveAddress(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        guard let body = try await asked.body(Address.self) else { return try .problem("malformed", .badRequest) }
        guard let address = EmailAddress(body.email) else { return try .problem("address", .unprocessableContent) }
        switch try await asked.services.conversations.leaveAddress(address, from: secret) {
        case .kept: return Response(status: .noContent)
        case .unknown: return try .problem("unknown", .notFound)
        }
    }

    /// The visitor came by the link in our mail.
    @Sendable func comeBack(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret else { return try .problem("no-session", .unauthorized) }
        try await asked.services.conversations.leaveAddress.prove(by: secret)
        return Response(status: .noContent)
    }

    private struct Wanted: Decodable {
        let language: String?
    }

    /// Leads to the page about everything held of the visitor; the secret proves who asks.
    @Sendable func openData(_ asked: ChatRequest) async throws -> Response {
        guard let secret = asked.secret, let conversation = try await asked.chat.conversation(of: secret) else {
            return try .problem("unknown", .notFound)
        }
        let language = try await asked.body(Wanted.self)?.language.flatMap(Language.init) ?? conversation.language
        let token = try await asked.services.rights.open(to: conversation.person, language: language)
        return try .json(ShownAddress(address: "/\(language.rawValue)/my-data/\(token.text)"))
    }
}
