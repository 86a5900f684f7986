// SPDX-License-Identifier: Apache-2.0

import Conversations
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    func registerAssistance(on console: RouterGroup<PageContext>) {
        console.get("/inbox/:id/assistance", use: at(.inbox, conversationPage))
        console.post("/inbox/:id/assistance", use: at(.inbox, assist))
        console.post("/inbox/:id/assistance/refusal", use: at(.inbox, noteRefusal))
    }

    /// What comes back is kept nowhere, so it is a page and no redirect. A suggested reply stands in the box to be changed; nothing is sent.
    @Sendable func assist(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        var form = try await Form.read(request, context)
        guard let task = form.choice("task", of: AssistanceTask.self) else { throw PageProblem(.unprocessableContent) }
        let outcome = try await desk.services.conversations.assistAgent(task, in: id, as: desk.caller)
        switch outcome {
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        case .helped(let found) where found.task == .reply: form = Form(["text": found.text])
        case .helped, .notOffered, .refused, .wait, .spent, .failed: break
        }
        return desk.inboxPage(
            try await desk.list(request, current: id), showing: try await desk.look(at: id), form: form, helped: outcome
        )
    }

    /// A person does not want programs to read along, or does again.
    @Sendable func noteRefusal(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try conversationID(context)
        let form = try await Form.read(request, context)
        let manage = desk.services.conversations.manageAssistance
        switch try await manage.note(refusal: form["to"] == "refused", in: id, as: desk.caller) {
        case .done: return .seeOther(desk.path("/inbox/\(id)"), on: desk.sheet)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}
