// SPDX-License-Identifier: Apache-2.0

import Analytics
import Hummingbird
import Pages
import Policy

extension StorefrontRoutes {
    /// What lies in the browser, and the answer about counting visits, which can be changed here with or without scripts.
    @Sendable func cookiesPage(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let panel = context.sheet.site.cookies[context.sheet.language] else { throw PageProblem(.notFound) }
        let model = CookiesModel(
            panel: panel, choice: VisitChoice(request), hasSignal: request.sendsPrivacySignal)
        return Response.page(context.sheet.cookiesPage(model))
    }

    /// A no also takes back what was counted of this visit.
    @Sendable func answerAboutVisits(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form.read(request, context)
        let sheet = context.sheet
        guard let panel = sheet.site.cookies[sheet.language], panel.asksFirst else { throw PageProblem(.notFound) }
        let isYes: Bool
        switch form["answer"] {
        case "yes": isYes = true
        case "no": isYes = false
        default: throw PageProblem(.unprocessableContent)
        }
        let answer: VisitChoice.Answer = isYes ? request.sendsPrivacySignal ? .despite : .yes : .no
        var response = Response.seeOther(
            form["back"], saying: Flash(.success, isYes ? "storefront.cookies.said-yes" : "storefront.cookies.said-no"),
            on: sheet)
        let choice = VisitChoice(answer, revision: panel.revision)
        response.setCookie(choice.cookie(seconds: panel.choiceSeconds, isSecure: sheet.visitor.isSecure))
        guard !isYes, let cookie = request.cookies[VisitCookie.name]?.value else { return response }
        try await services(context).analytics.counter?.forget(cookie: cookie)
        response.setCookie(VisitCookie.removal(on: sheet))
        return response
    }
}

/// What the page about cookies shows.
struct CookiesModel {
    enum Standing {
        case counted, refused, refusedBySignal, notAsked, nothingToCount
    }

    let panel: CookiePanel
    let standing: Standing

    init(panel: CookiePanel, choice: VisitChoice?, hasSignal: Bool) {
        self.panel = panel
        let isCounted = choice?.allows(panel.revision, signal: hasSignal) ?? false
        standing =
            if !panel.asksFirst {
                .nothingToCount
            } else if isCounted {
                .counted
            } else if hasSignal {
                .refusedBySignal
            } else if choice?.answer == .no {
                .refused
            } else {
                .notAsked
            }
    }
}
