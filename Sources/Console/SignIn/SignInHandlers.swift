// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    @Sendable func signInPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let root = root(of: request)
        let services = try await services(context)
        if let token = SessionCookie.token(of: request, isSecure: context.sheet.isSecure),
            try await services.accounts.session(token) != nil
        {
            return .seeOther(root, on: context.sheet)
        }
        return .page(context.sheet.signInPage(Form(), root: root))
    }

    @Sendable func signIn(_ request: Request, _ context: PageContext) async throws -> Response {
        let root = root(of: request)
        let sheet = context.sheet
        // A password is compared and forgotten, so it may hold any digits.
        var form = try await Form.read(request, context, exemptFromCardCheck: ["password"])
        if case .wait(let seconds) = signingIn.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
        let email = form.email("email")
        if form["password"].isEmpty { form.refuse("password", "console.sign-in.password-missing") }
        guard let email, form.isValid else {
            return .page(sheet.signInPage(form, root: root), status: .unprocessableContent)
        }
        switch try await services(context).accounts.signIn(email, password: form["password"]) {
        case .signedIn(let token):
            let wanted = form["next"]
            let isOurs = wanted == root || wanted.hasPrefix(root + "/") || wanted.hasPrefix(root + "?")
            var response = Response.seeOther(isOurs ? wanted : root, on: sheet)
            response.setCookie(SessionCookie.make(token, isSecure: sheet.isSecure))
            return response
        case .refused:
            form.refuse("password", "console.sign-in.refused")
            return .page(sheet.signInPage(form, root: root), status: .unprocessableContent)
        case .pausing(let pause):
            let seconds = max(1, pause.milliseconds / 1000)
            form.refuse("password", Text("console.sign-in.pausing", ["seconds": String(seconds)]))
            var response = Response.page(sheet.signInPage(form, root: root), status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        case .busy:
            throw PageProblem(.serviceUnavailable, "console.sign-in.busy", headers: [.retryAfter: "5"])
        }
    }

    /// Ends the session for good: the cookie opens nothing afterwards, wherever a copy of it lies.
    @Sendable func signOut(_ request: Request, _ context: PageContext) async throws -> Response {
        _ = try await Form.read(request, context)
        let sheet = context.sheet
        if let token = SessionCookie.token(of: request, isSecure: sheet.isSecure) {
            try await services(context).accounts.signOut(token)
        }
        var response = Response.seeOther(
            root(of: request) + "/sign-in", saying: Flash(.success, "console.sign-in.out"), on: sheet)
        response.setCookie(SessionCookie.removal(isSecure: sheet.isSecure))
        return response
    }
}
