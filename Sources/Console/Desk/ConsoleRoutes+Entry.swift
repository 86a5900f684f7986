// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension ConsoleRoutes {
    typealias Handler = @Sendable (Request, PageContext, Desk) async throws -> Response
    typealias Entry = @Sendable (Request, PageContext) async throws -> Response

    /// Lets in whoever is signed in and whose work this is, before anything is read: 401 with the sign-in page for
    /// strangers, 403 with what their role may do for colleagues.
    func at(_ area: ConsoleArea, _ handler: @escaping Handler) -> Entry {
        { request, context in
            let services = try await self.services(context)
            guard let desk = try await desk(for: request, context, services) else {
                return strangersAnswer(request, context)
            }
            guard area.exists(under: desk.policy) else { throw PageProblem(.notFound) }
            guard desk.may(area) else { return desk.refusal(of: area) }
            var context = context
            context.account = desk.member.id.description
            return try await handler(request, context, desk)
        }
    }

    func root(of request: Request) -> String {
        LocalizedPath(request.uri.path).language.map { "/\($0.rawValue)/console" } ?? "/console"
    }

    private func desk(
        for request: Request, _ context: PageContext, _ services: ConsoleServices
    ) async throws -> Desk? {
        let sheet = context.sheet
        guard let token = SessionCookie.token(of: request, isSecure: sheet.isSecure),
            let session = try await services.accounts.session(token)
        else { return nil }
        let caller = Caller.staff(session.member)
        // Their own name, opened as themselves; colleagues' names are the owner's to see.
        let own = Caller.person(session.member.id)
        let name = try await services.accounts.name(of: session.member.id, as: own)?.expose()
        let isWorkingOnOrders = ConsoleArea.orders.roles.contains(session.member.role)
        var waiting = isWorkingOnOrders ? try await Waiting.look(services, as: caller) : .nothing
        waiting.findings = try await services.shop.keepCatalogue.waiting(as: caller)
        return Desk(
            sheet: sheet, services: services, member: session.member,
            name: name ?? sheet.text(Text("console.role.\(session.member.role.rawValue)")),
            root: root(of: request), now: clock.now(),
            waiting: waiting)
    }

    private func strangersAnswer(_ request: Request, _ context: PageContext) -> Response {
        let root = root(of: request)
        let wanted = request.method == .get ? request.uri.string : root
        let page = context.sheet.signInPage(Form(["next": wanted]), root: root, isAsked: true)
        var response = Response.page(page, status: .unauthorized)
        // RFC 9110 §11.6.1 wants a challenge; browsers show no box of their own for a scheme they do not know.
        response.headers[.wwwAuthenticate] = "Cookie realm=\"console\""
        return response
    }
}

extension Desk {
    fileprivate func refusal(of area: ConsoleArea) -> Response {
        let role = member.role.rawValue
        let main = sheet.emptyState(
            .lock, title: say("console.forbidden.title", ["page": say(area.name)]),
            text: say(Text("console.forbidden.\(role)")),
            action: sheet.linkButton(say("console.forbidden.back"), to: path(.home), kind: .primary))
        return page(say(area.name), in: area, status: .forbidden, main)
    }
}
