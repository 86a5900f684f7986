// SPDX-License-Identifier: Apache-2.0

import API
import Audit
import Console
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
            return PersonalCentreServices(policy: open.policy, policies: open.policies, rights: open.rights)
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
                data: open.data, callbacks: open.callbacks, analytics: open.analytics, rights: open.rights,
                keysMovedAt: { open.vault.organisationKeys.currentEpochBegan },
                verifyAudit: { try await AuditVerifier(database: open.data, signer: open.signer).verify() })
        }.register(on: router)
        APIRoutes(clock: clock) { context in
            let open = try organisation(of: context)
            return APIServices(
                shop: open.shop, accounts: open.accounts, analytics: open.analytics, policy: open.policy,
                zone: context.sheet.site.timeZone)
        }.register(on: router)
        return router
    }

    private func organisation(of context: PageContext) throws -> OpenOrganisation {
        guard let open = context.organisation as? OpenOrganisation else { throw PageProblem(.notFound) }
        return open
    }
}
