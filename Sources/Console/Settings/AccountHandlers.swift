// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import Crypto
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension ConsoleRoutes {
    func registerAccounts(on console: RouterGroup<PageContext>) {
        console.get("/settings/accounts", use: at(.settings, accountsPage))
        console.get("/settings/accounts/:provider", use: at(.settings, accountPage))
        console.post("/settings/accounts/:provider", use: at(.settings, keepAccount))
        console.post("/settings/accounts/:provider/removal", use: at(.settings, removeAccount))
        console.get("/settings/accounts/:provider/trial", use: at(.settings, accountPage))
        console.post("/settings/accounts/:provider/trial", use: at(.settings, tryAccount))
    }

    @Sendable func accountsPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.accountsPage(try await desk.keptCredentials())
    }

    @Sendable func accountPage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let provider = try desk.provider(of: context)
        return desk.accountPage(provider, try await desk.keptCredentials()[provider])
    }

    /// The answer may be the one page that shows the address to tell the provider, so it is a page and no redirect.
    @Sendable func keepAccount(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let provider = try desk.provider(of: context)
        let fields = Set(provider.fields.map(\.name))
        var form = try await Form.read(request, context, exemptFromCardCheck: fields)
        let values = Dictionary(uniqueKeysWithValues: fields.map { ($0, form[$0]) })
        if provider == .mail { _ = form.email("from") }
        for field in provider.fields where field.isHost && form.isValid {
            switch await desk.services.lookAtHost(form[field.name]) {
            case .fine: break
            case .inner: form.refuse(field.name, "settings.accounts.host-inner")
            case .unknown: form.refuse(field.name, "settings.accounts.host-unknown")
            }
        }
        guard form.isValid else {
            return desk.accountPage(
                provider, try await desk.keptCredentials()[provider], form: form, status: .unprocessableContent)
        }
        // An account with who takes cards makes cards be taken: only once they are shown to be taken safely.
        guard provider != .stripe || desk.services.shop.cardAttestations.isInForce(for: .stripe) else {
            form.refuse("secret-key", "settings.attestation.refused")
            return desk.accountPage(
                provider, try await desk.keptCredentials()[provider], form: form, status: .unprocessableContent)
        }
        guard try await desk.services.claimAccount(provider, values) else {
            form.refuse("business-account", "settings.accounts.taken")
            return desk.accountPage(
                provider, try await desk.keptCredentials()[provider], form: form, status: .unprocessableContent)
        }
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.encode([UInt8]($0)) }
        let further = provider == .esimAccess ? [CredentialProvider.webhookPath: secret] : [:]
        switch try await desk.services.credentials.keep(values, of: provider, adding: further, as: desk.caller) {
        case .kept:
            let address = try await desk.services.callbackAddress(provider, secret)
            return desk.accountPage(provider, try await desk.keptCredentials()[provider], tell: address)
        case .unfit(let field):
            form.refuse(field, "settings.accounts.unfit")
            return desk.accountPage(
                provider, try await desk.keptCredentials()[provider], form: form, status: .unprocessableContent)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    @Sendable func removeAccount(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let provider = try desk.provider(of: context)
        _ = try await Form.read(request, context)
        switch try await desk.services.credentials.remove(provider, as: desk.caller) {
        case .removed, .noneThere:
            try await desk.services.releaseAccount(provider)
            return desk.done(.success, "settings.accounts.removed", to: "/settings/accounts")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// Really asks the provider, and says what it answered.
    @Sendable func tryAccount(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let provider = try desk.provider(of: context)
        _ = try await Form.read(request, context)
        if case .wait(let seconds) = tryingAccounts.ask("\(desk.member.id)") {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
        let trial = try await desk.services.tryAccount(provider)
        return desk.accountPage(provider, try await desk.keptCredentials()[provider], trial: trial)
    }
}

extension Desk {
    /// One the policy lets the organisation work with.
    fileprivate func provider(of context: PageContext) throws -> CredentialProvider {
        guard let provider = context.parameters.get("provider").flatMap(CredentialProvider.init(rawValue:)),
            providers.contains(provider)
        else {
            throw PageProblem(.notFound)
        }
        return provider
    }

    fileprivate func keptCredentials() async throws -> [CredentialProvider: KeptCredentials] {
        guard let kept = try await services.credentials.list(as: caller) else { throw PageProblem(.forbidden) }
        return kept
    }
}
