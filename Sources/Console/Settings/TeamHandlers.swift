// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension ConsoleRoutes {
    func registerTeam(on console: RouterGroup<PageContext>) {
        console.get("/settings/team", use: at(.settings, teamPage))
        console.post("/settings/team", use: at(.settings, addColleague))
        console.get("/settings/team/:person", use: at(.settings, colleaguePage))
        console.post("/settings/team/:person/role", use: at(.settings, giveRole))
        console.post("/settings/team/:person/password", use: at(.settings, givePassword))
        console.post("/settings/team/:person/end", use: at(.settings, endColleague))
        console.get("/account", use: at(.home, ownAccountPage))
        console.post("/account", use: at(.home, changePassword))
        console.get("/account/news", use: at(.home, ownAccountPage))
        console.post("/account/news", use: at(.home, keepNews))
    }

    @Sendable func teamPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.teamPage(try await desk.colleagues())
    }

    @Sendable func addColleague(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["password"])
        let (name, email) = (form.text("name", atMost: 80), form.email("email"))
        let role = StaffRole(rawValue: form["role"])
        if role == nil { form.refuse("role", "requests.form.missing") }
        if form["password"].isEmpty { form.refuse("password", "requests.form.missing") }
        if let name, let email, let role, form.isValid {
            switch try await desk.services.accounts.addStaff(
                name: name, email: email, role: role, password: form["password"])
            {
            case .added: return desk.done(.success, "team.added", to: "/settings/team")
            case .addressTaken: form.refuse("email", "team.address-taken")
            case .passwordTooShort: form.refuse("password", Self.tooShort)
            case .passwordTooLong: form.refuse("password", Self.tooLong)
            case .busy: throw Self.busy
            }
        }
        return desk.teamPage(try await desk.colleagues(), form: form, status: .unprocessableContent)
    }

    @Sendable func colleaguePage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        desk.colleaguePage(try await desk.colleague(context))
    }

    @Sendable func giveRole(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let colleague = try await desk.colleague(context)
        guard let role = StaffRole(rawValue: form["role"]) else {
            form.refuse("role", "requests.form.missing")
            return desk.colleaguePage(colleague, form: form, status: .unprocessableContent)
        }
        switch try await desk.services.accounts.keepStaff.give(role, to: colleague.id, as: desk.caller) {
        case .done: return desk.done(.success, "team.role-given", to: "/settings/team")
        case .lastOwner:
            form.refuse("role", "team.last-owner")
            return desk.colleaguePage(colleague, form: form, status: .unprocessableContent)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func givePassword(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["password"])
        let colleague = try await desk.colleague(context)
        switch try await desk.services.accounts.setPassword(
            form["password"], of: colleague.id, by: desk.member.id)
        {
        case .set: return desk.done(.success, "team.password-given", to: "/settings/team")
        case .passwordTooShort: form.refuse("password", Self.tooShort)
        case .passwordTooLong: form.refuse("password", Self.tooLong)
        case .unknownAddress: throw PageProblem(.notFound)
        case .busy: throw Self.busy
        }
        return desk.colleaguePage(colleague, form: form, status: .unprocessableContent)
    }

    @Sendable func endColleague(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let colleague = try await desk.colleague(context)
        switch try await desk.services.accounts.keepStaff.end(colleague.id, as: desk.caller) {
        case .done: return desk.done(.success, "team.ended", to: "/settings/team")
        case .lastOwner:
            form.refuse("role", "team.last-owner")
            return desk.colleaguePage(colleague, form: form, status: .unprocessableContent)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func ownAccountPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.ownAccountPage(news: try await desk.newsForm())
    }

    @Sendable func changePassword(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context, exemptFromCardCheck: ["current", "password"])
        switch try await desk.services.accounts.changePassword(
            from: form["current"], to: form["password"], of: desk.member)
        {
        case .set: return desk.done(.success, "team.password-changed", to: "/sign-in")
        case .wrongPassword: form.refuse("current", "team.wrong-password")
        case .pausing(let pause):
            let seconds = max(1, pause.milliseconds / 1000)
            form.refuse("current", Text("console.sign-in.pausing", ["seconds": String(seconds)]))
        case .tooShort: form.refuse("password", Self.tooShort)
        case .tooLong: form.refuse("password", Self.tooLong)
        case .busy: throw Self.busy
        }
        return desk.ownAccountPage(form: form, news: try await desk.newsForm(), status: .unprocessableContent)
    }

    private static var tooShort: Text { Text("team.too-short", ["count": String(AddStaff.shortestPassword)]) }
    private static var tooLong: Text { Text("team.too-long", ["count": String(AddStaff.longestPassword)]) }
    private static var busy: PageProblem {
        PageProblem(.serviceUnavailable, "console.sign-in.busy", headers: [.retryAfter: "5"])
    }
}

extension Desk {
    fileprivate func colleagues() async throws -> [Colleague] {
        guard let all = try await services.accounts.keepStaff.list(as: caller) else { throw PageProblem(.forbidden) }
        return all
    }

    fileprivate func colleague(_ context: PageContext) async throws -> Colleague {
        let id = context.parameters.get("person").flatMap { PersonID($0) }
        guard let found = try await colleagues().first(where: { $0.id == id }) else { throw PageProblem(.notFound) }
        return found
    }
}
