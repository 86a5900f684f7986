// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    func registerAssistanceSettings(on console: RouterGroup<PageContext>) {
        console.get("/settings/assistance", use: at(.settings, assistanceSettings))
        console.post("/settings/assistance", use: at(.settings, switchAssistance))
        console.post("/settings/assistance/articles", use: at(.settings, keepArticle))
        console.post("/settings/assistance/articles/:id/removal", use: at(.settings, removeArticle))
    }

    @Sendable func assistanceSettings(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        try await desk.assistanceSettings()
    }

    @Sendable func switchAssistance(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let form = try await Form.read(request, context)
        let isOff = form["to"] == "off"
        switch try await desk.services.conversations.manageAssistance.switchAll(off: isOff, as: desk.caller) {
        case .done, .unchanged:
            return desk.done(
                .success, isOff ? "settings.assistance.off-now" : "settings.assistance.on-now",
                to: "/settings/assistance")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func keepArticle(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let language = form.choice("language", of: Language.self) ?? desk.language
        let articles = desk.services.conversations.keepHelpArticles
        switch try await articles.keep(title: form["title"], body: form["body"], in: language, as: desk.caller) {
        case .kept: return desk.done(.success, "settings.assistance.article-kept", to: "/settings/assistance")
        case .removed, .notFound, .unfit:
            form.refuse("title", "settings.assistance.article-unfit")
            return try await desk.assistanceSettings(form, status: .unprocessableContent)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func removeArticle(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        guard let id = context.parameters.get("id").flatMap({ ID<HelpArticle>($0) }) else {
            throw PageProblem(.notFound)
        }
        switch try await desk.services.conversations.keepHelpArticles.remove(id, as: desk.caller) {
        case .removed, .notFound, .kept, .unfit:
            return desk.done(.success, "settings.assistance.article-removed", to: "/settings/assistance")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension Desk {
    fileprivate func assistanceSettings(
        _ form: Form = Form(), status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let standing = try await services.conversations.manageAssistance.standing(as: caller),
            let articles = try await services.conversations.keepHelpArticles.list(as: caller)
        else { throw PageProblem(.forbidden) }
        return assistancePage(standing, articles, form, status)
    }
}
