// SPDX-License-Identifier: Apache-2.0

import Accounts
import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    /// A form for those without scripts; the script posts the same and is told the outcome in one word.
    @Sendable func answer(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        var form = try await Form.read(request, context, exemptFromCardCheck: ["text"])
        let isScript = request.headers[.accept]?.hasPrefix("application/json") == true
        let kind = form.choice("kind", of: AnswerVisitor.Kind.self) ?? .reply
        let clientID: ID<Message> = form.id("key") ?? .random()
        let outcome = try await desk.services.conversations.answerVisitor(
            form["text"], as: kind, in: id, clientID: clientID, by: desk.caller)
        switch outcome {
        case .stored:
            return isScript ? Response(status: .noContent) : .seeOther(desk.path("/inbox/\(id)"), on: desk.sheet)
        case .invalid(let problem):
            form.refuse("text", problem == .empty ? "console.inbox.empty" : "console.inbox.too-long")
            guard !isScript else {
                return try .json(["problem": desk.say(form.problem(with: "text") ?? "")], status: .unprocessableContent)
            }
            return desk.inboxPage(
                try await desk.list(request, current: id), showing: try await desk.look(at: id), form: form,
                status: .unprocessableContent)
        case .fileRefused, .filesNotCarried: throw PageProblem(.unprocessableContent)
        case .refused(let refusal):
            form.refuse("text", Text("console.inbox.refused.\(refusal.rawValue)"))
            guard !isScript else {
                return try .json(["problem": desk.say(form.problem(with: "text") ?? "")], status: .unprocessableContent)
            }
            return desk.inboxPage(
                try await desk.list(request, current: id), showing: try await desk.look(at: id), form: form,
                status: .unprocessableContent)
        case .erased: throw PageProblem(.gone, "console.inbox.erased")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func assign(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        let form = try await Form.read(request, context)
        let member: PersonID?
        switch form["to"] {
        case "me": member = desk.member.id
        case "nobody": member = nil
        case let other:
            let agents = try await desk.services.accounts.members(with: ConsoleArea.inbox.roles)
            guard let agent = agents.first(where: { $0.id.description == other }) else {
                throw PageProblem(.unprocessableContent)
            }
            member = agent.id
        }
        return try desk.back(
            to: id,
            try await desk.services.conversations.handleConversation.assign(id, to: member, as: desk.caller))
    }

    @Sendable func changeState(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        let form = try await Form.read(request, context)
        let command: ConversationCommand
        switch form["to"] {
        case "closed": command = .close
        case "open": command = .reopen
        case let other:
            guard let span = SnoozeSpan.allCases.first(where: { "until-\($0.rawValue)" == other }) else {
                throw PageProblem(.unprocessableContent)
            }
            command = .snooze(until: span.end(from: desk.now, in: desk.sheet.site.timeZone))
        }
        return try desk.back(
            to: id,
            try await desk.services.conversations.handleConversation.move(id, command, as: desk.caller))
    }

    @Sendable func markRead(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        guard let position = form.integer("position", in: 0...1_000_000_000) else {
            throw PageProblem(.unprocessableContent)
        }
        return try desk.nothing(
            try await desk.services.conversations.handleConversation.markRead(
                try conversationID(context), upTo: position, as: desk.caller))
    }

    @Sendable func noteTyping(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        return try desk.nothing(
            try await desk.services.conversations.handleConversation.type(
                try conversationID(context), as: desk.caller))
    }

    @Sendable func notePresence(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        try await desk.services.conversations.presence.note(desk.caller)
        return Response(status: .noContent)
    }
}

extension Desk {
    fileprivate func back(to id: ID<Conversation>, _ outcome: HandleConversation.Outcome) throws -> Response {
        switch outcome {
        case .done, .unchanged: .seeOther(path("/inbox/\(id)"), on: sheet)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    fileprivate func nothing(_ outcome: HandleConversation.Outcome) throws -> Response {
        switch outcome {
        case .done, .unchanged: Response(status: .noContent)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}
