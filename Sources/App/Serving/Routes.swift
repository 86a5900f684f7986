// SPDX-License-Identifier: Apache-2.0

import API
import Accounts
import Audit
import Console
import Conversations
import Hummingbird
import Logging
import Pages
import PersonalCentre
import Storage
import Storefront
import Values
import Vault
import Widget

/// The routes of every face on one router; whose data a request sees is decided by its host name.
struct Routes: Sendable {
    let businesses: Businesses
    let control: ControlStore
    let clock: any WallClock
    let texts: Texts
    let logger: Logger
    /// Whether requests are counted and timed, by route template; costs a little, so only when somebody looks.
    let isMeasured: Bool

    func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        if isMeasured { router.add(middleware: MetricsMiddleware()) }
        router.add(middleware: StorageTrouble(logger: logger))
        PersonalCentreRoutes(clock: clock) { context in
            let open = try organisation(of: context)
            return PersonalCentreServices(
                policy: open.policy, policies: open.policies, rights: open.rights,
                conversations: open.conversations)
        }.register(on: router)
        StorefrontRoutes(clock: clock) { context in
            let open = try organisation(of: context)
            guard let business = businesses.named(open.organisation.business) else { throw PageProblem(.notFound) }
            return StorefrontServices(
                shop: open.shop, policy: open.policy, business: business.definition,
                analytics: open.analytics)
        }.register(on: router)
        WidgetRoutes(clock: clock, texts: texts) { context in
            let open = try organisation(of: context)
            guard let business = businesses.named(open.organisation.business) else { throw PageProblem(.notFound) }
            return WidgetServices(
                conversations: open.conversations, accounts: open.accounts, rights: open.rights, policy: open.policy,
                business: business.definition)
        }.register(on: router)
        ConsoleRoutes(clock: clock) { context in
            let open = try organisation(of: context)
            return ConsoleServices(
                shop: open.shop, conversations: open.conversations, accounts: open.accounts, policy: open.policy,
                register: open.vault.register, clock: clock, data: open.data, callbacks: open.callbacks,
                analytics: open.analytics, rights: open.rights,
                keysMovedAt: { open.vault.organisationKeys.currentEpochBegan },
                credentials: open.providers.own, tryAccount: { try await open.tryAccount($0) },
                lookAtHost: { await open.providers.standing(ofHost: $0) },
                claimAccount: { try await claim($0, $1, for: open) },
                releaseAccount: { try await release($0, of: open) },
                callbackAddress: { try await callbackAddress($0, $1, of: open, context) },
                verifyAudit: { report in
                    try await AuditVerifier(database: open.data, signer: open.signer).verify(reporting: report)
                })
        }.register(on: router)
        APIRoutes(clock: clock) { context in
            let open = try organisation(of: context)
            return APIServices(
                shop: open.shop, accounts: open.accounts, analytics: open.analytics, policy: open.policy,
                zone: context.sheet.site.timeZone)
        }.register(on: router)
        return router
    }

    /// Where the provider is to post to, from now on to this organisation; nil for one that posts nothing.
    private func callbackAddress(
        _ provider: CredentialProvider, _ secret: String, of open: OpenOrganisation, _ context: PageContext
    ) async throws -> String? {
        let origin = context.sheet.origin
        switch provider {
        case .stripe:
            let account = open.organisation.account
            try await control.route(provider: "stripe", account: account, to: open.organisation.id)
            return "\(origin)\(CallbackResponder.prefix)stripe/\(account)"
        case .esimAccess:
            try await control.route(
                provider: "esim-access", account: CallbackAccount.digest(of: secret), to: open.organisation.id)
            return "\(origin)\(CallbackResponder.prefix)esim-access/\(secret)"
        // One address for all organisations, which whoever runs the server tells Meta.
        case .mail, .whatsApp, .openAI, .openRouter: return nil
        }
    }

    /// False when the account is another organisation's.
    private func claim(
        _ provider: CredentialProvider, _ values: [String: String], for open: OpenOrganisation
    ) async throws -> Bool {
        guard provider == .whatsApp, let account = values["business-account"] else { return true }
        return try await control.claim(
            provider: WhatsAppRoutes.provider, account: account.trimmingSpaces(), for: open.organisation.id)
    }

    private func release(_ provider: CredentialProvider, of open: OpenOrganisation) async throws {
        guard provider == .whatsApp else { return }
        try await control.release(provider: WhatsAppRoutes.provider, of: open.organisation.id)
        try await open.conversations.connectChannel.disconnect()
    }

    private func organisation(of context: PageContext) throws -> OpenOrganisation {
        guard let open = context.organisation as? OpenOrganisation else { throw PageProblem(.notFound) }
        return open
    }
}
