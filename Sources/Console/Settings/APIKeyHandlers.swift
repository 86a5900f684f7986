// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    func registerSettings(on console: RouterGroup<PageContext>) {
        console.get("/settings", use: at(.settings, settingsPage))
        console.get("/settings/keys", use: at(.settings, keysPage))
        console.post("/settings/keys", use: at(.settings, makeKey))
        console.post("/settings/keys/:id/revocation", use: at(.settings, revokeKey))
        registerTeam(on: console)
        registerAssistanceSettings(on: console)
    }

    @Sendable func settingsPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.settingsPage()
    }

    @Sendable func keysPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.keysPage(try await desk.apiKeys())
    }

    /// The answer is the one page that ever shows the key, so it is a page and no redirect.
    @Sendable func makeKey(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let name = form.text("name", atMost: APIKey.longestName)
        let scopes = Set(form.all("scope").compactMap { APIScope(rawValue: $0) })
        if scopes.isEmpty { form.refuse("scope", "settings.keys.no-scope") }
        if let name, form.isValid {
            switch try await desk.services.accounts.apiKeys.make(named: name, scopes: scopes, as: desk.caller) {
            case .made(let key, let token):
                return desk.keysPage(try await desk.apiKeys(), made: (key, token))
            case .noScope: form.refuse("scope", "settings.keys.no-scope")
            case .badName: form.refuse("name", "requests.form.missing")
            case .tooMany: form.refuse("name", "settings.keys.too-many")
            case .forbidden: throw PageProblem(.forbidden)
            }
        }
        return desk.keysPage(try await desk.apiKeys(), form: form, status: .unprocessableContent)
    }

    @Sendable func revokeKey(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        guard let id = context.parameters.get("id").flatMap({ ID<APIKey>($0) }) else { throw PageProblem(.notFound) }
        switch try await desk.services.accounts.apiKeys.revoke(id, as: desk.caller) {
        case .revoked, .notInForce: return desk.done(.success, "settings.keys.revoked-done", to: "/settings/keys")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension Desk {
    fileprivate func apiKeys() async throws -> [APIKey] {
        guard let keys = try await services.accounts.apiKeys.list(as: caller) else { throw PageProblem(.forbidden) }
        return keys
    }
}
