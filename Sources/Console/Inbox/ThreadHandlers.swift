// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    @Sendable func sendTemplate(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        var form = try await Form.read(request, context)
        guard let template: ID<MessageTemplate> = form.id("template") else {
            throw PageProblem(.unprocessableContent)
        }
        let values = (0..<40).map { form["v\($0)"] }
        let count = (values.lastIndex { !$0.isEmpty } ?? -1) + 1
        let outcome = try await desk.services.conversations.sendTemplate(
            template, values: Array(values.prefix(count)), in: id, clientID: form.id("key") ?? .random(),
            by: desk.caller)
        switch outcome {
        case .queued: return desk.done(.success, "console.inbox.thread.queued", to: "/inbox/\(id)")
        case .refused(let refusal): form.refuse("text", Text("console.inbox.refused.\(refusal.rawValue)"))
        case .noSuchTemplate: form.refuse("text", "console.inbox.thread.no-template")
        case .badValues: form.refuse("text", "console.inbox.thread.bad-values")
        case .erased: throw PageProblem(.gone, "console.inbox.erased")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
        return desk.inboxPage(
            try await desk.list(request, current: id), showing: try await desk.look(at: id), form: form,
            status: .unprocessableContent)
    }

    @Sendable func noteAgreement(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        _ = try await Form.read(request, context)
        return try desk.answer(
            try await desk.services.conversations.handleThread.noteAgreement(id, as: desk.caller),
            "console.inbox.thread.agreed-done", at: id)
    }

    @Sendable func block(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        let form = try await Form.read(request, context)
        let isBlocked = form["to"] == "blocked"
        return try desk.answer(
            try await desk.services.conversations.handleThread.setBlocked(isBlocked, id, as: desk.caller),
            isBlocked ? "console.inbox.thread.blocked-done" : "console.inbox.thread.unblocked-done", at: id)
    }
}

extension Desk {
    fileprivate func answer(
        _ outcome: HandleThread.Outcome, _ key: String, at id: ID<Conversation>
    ) throws -> Response {
        switch outcome {
        case .done, .unchanged: done(.success, key, to: "/inbox/\(id)")
        case .notDone: done(.problem, "console.inbox.thread.not-done", to: "/inbox/\(id)")
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}
