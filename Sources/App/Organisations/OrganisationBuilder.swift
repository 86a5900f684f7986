// SPDX-License-Identifier: Apache-2.0

import Accounts
import Analytics
import Audit
import Backup
import Callbacks
import Commerce
import Console
import Conversations
import Disclosure
import Foundation
import Integrations
import Jobs
import Logging
import Metrics
import Pages
import PersonalCentre
import Policy
import Rights
import Storage
import Storefront
import Values
import Vault
import Widget

/// Puts one organisation together: stores, keys, mechanisms, domains, jobs.
struct OrganisationBuilder: Sendable {
    let settings: Settings
    let businesses: Businesses
    let registration: BusinessRegistration
    let secrets: Secrets
    let control: ControlStore
    let databases: OrganisationDatabases
    let couriers: Couriers
    let texts: Texts
    let assets: Assets
    let sites: Sites
    let cache: PageCache
    let sequencing: Sequencing
    let geography: GeoTable
    let jobs: JobServiceBox
    let unreconciled = Unreconciled()
    let clock: any WallClock
    let logger: Logger
    let passwords = PasswordHasher()
    let signIns = SignInMemory()
    let turns = FairTurns()
    let groupBudget = GroupBudget()
    let numberBudget = NumberBudget()

    func open(_ organisation: Organisation) async throws -> OpenOrganisation {
        guard let business = businesses.named(organisation.business),
            let registered = registration.entries[organisation.business]
        else { throw OrganisationUnknown() }
        let stores = try databases.open(organisation.id)
        let folder = settings.paths.secrets(of: organisation.id)
        let vault = try vault(of: organisation, business, stores)
        if let quarantine = try await stores.data.read({ try QuarantineQueries.standing(in: $0) }) {
            unreconciled.add(organisation)
            throw OrganisationQuarantined(
                business: organisation.business, reason: .notReconciled(takenAt: quarantine.takenAt))
        }
        try await vault.demandKeysOfNewestRows(in: stores.data)
        let (sequencer, signer) = try makeSequencer(organisation, business, stores, folder)
        do {
            try await sequencer.demandContinuity()
        } catch let fork as InconsistentTree {
            throw OrganisationQuarantined(business: organisation.business, reason: .olderThanSignatures(fork))
        }
        let policies = PolicyArchive(database: stores.data, clock: clock)
        let own = KeepCredentials(data: stores.data, vault: vault, clock: clock)
        let providers = OrganisationAccounts(
            installation: settings.adapters, own: own, mayReachInside: settings.mayReachInside)
        let courier = OrganisationCourier(installation: couriers, accounts: providers, clock: clock)
        let door = Door(data: stores.data, vault: vault, courier: courier, clock: clock)
        try await jobs.value?.willCommit(in: organisation.id)
        let name = organisation.isOwn ? business.definition.name.english : organisation.name
        let links = ShopLinks(origin: try await origin(of: organisation, business))
        let shop = makeShop(
            name, of: business, links: links, data: stores.data, vault: vault, door: door, accounts: providers)
        try await bringUpToDate(organisation, to: registered, business, shop: shop, policies: policies)
        let conversations = makeConversations(
            name, of: organisation, business, links: links, data: stores.data, vault: vault, door: door,
            accounts: providers)
        let receipts = ReceiptOffice(database: stores.data)
        let rights = makeRights(name, links, stores.data, vault, door, shop, conversations) {
            try await receipts.signed($0, by: sequencer)
        }
        let accounts = Accounts(
            data: stores.data, vault: vault, passwords: passwords, attempts: signIns.attempts(in: organisation.id),
            clock: clock)
        let callbacks = CallbackInbox(data: stores.data, vault: vault, clock: clock)
        let analytics = Analytics(
            data: stores.data, policy: business.policy, geography: geography,
            zone: business.definition.timeZone, clock: clock, logger: logger)
        if let counter = analytics.counter { sequencing.start(counter) }
        let house = Housekeeping(
            data: stores.data, vault: vault, sumUpVisits: analytics.sumUpDays, media: conversations.media,
            copyKeys: { try await databases.copyKeys(of: organisation.id) },
            timeZone: business.definition.timeZone, clock: clock, logger: logger)
        let runner = makeRunner(
            organisation, data: stores.data, shop: shop, conversations: conversations, accounts: accounts,
            rights: rights, callbacks: callbacks, house: house,
            tellStaff: TellStaff(
                data: stores.data, door: door, source: ShopNews(countTrouble: shop.countTrouble),
                mailer: NewsMails(texts: texts, business: name, console: { links.console(in: $0) }), clock: clock),
            readers: providers.storedReaders)
        try await callbacks.beginPurging()
        if business.policy.declarations.sells { try await shop.begin() }
        try await house.begin()
        try await conversations.begin()
        let pages = KeptPages(of: organisation.site, shop: shop, policies: policies, in: cache)
        let listener = OrganisationListener(
            of: organisation.id, sequencer: sequencer, pages: stores.data.isShared ? pages : nil,
            feed: conversations.feed, jobs: jobs.value)
        stores.data.afterCommit { listener.hear() }
        sequencing.start(sequencer)
        sequencing.start(pages)
        sequencing.start(conversations.feed)
        return OpenOrganisation(
            organisation: organisation, policy: business.policy, policies: policies, data: stores.data, vault: vault,
            sequencer: sequencer, signer: signer, shop: shop, conversations: conversations, rights: rights,
            accounts: accounts, runner: runner, callbacks: callbacks, providers: providers,
            tryAccount: TryAccounts(
                accounts: providers, door: door, policy: business.policy,
                connectWhatsApp: { try await connectWhatsApp(of: organisation, conversations) }, clock: clock),
            analytics: analytics,
            listener: listener, pages: pages,
            executor: OrganisationExecutor(of: organisation.id, in: turns))
    }

    /// As much of a quarantined organisation as it takes to ask its third parties; nothing of it runs by itself, and no mail leaves.
    func makeForReconciling(_ organisation: Organisation) async throws -> (
        shop: Shop, conversations: Conversations, rights: Rights
    ) {
        guard let business = businesses.named(organisation.business) else { throw OrganisationUnknown() }
        let stores = try databases.open(organisation.id)
        let vault = try vault(of: organisation, business, stores)
        let door = Door(data: stores.data, vault: vault, courier: AskingCourier(courier: couriers), clock: clock)
        let name = organisation.isOwn ? business.definition.name.english : organisation.name
        let links = ShopLinks(origin: try await origin(of: organisation, business))
        let providers = OrganisationAccounts(
            installation: settings.adapters, own: KeepCredentials(data: stores.data, vault: vault, clock: clock),
            mayReachInside: settings.mayReachInside)
        let shop = makeShop(
            name, of: business, links: links, data: stores.data, vault: vault, door: door, accounts: providers)
        let conversations = makeConversations(
            name, of: organisation, business, links: links, data: stores.data, vault: vault, door: door,
            accounts: providers)
        let rights = makeRights(name, links, stores.data, vault, door, shop, conversations) { _ in
            throw OrganisationUnknown()
        }
        return (shop, conversations, rights)
    }

    private func vault(
        of organisation: Organisation, _ business: Businesses.Business, _ stores: OrganisationStores
    ) throws -> Vault {
        let folder = settings.paths.secrets(of: organisation.id)
        let keys = try OrganisationKeys(organisation: organisation.id, root: secrets.root, secrets: folder)
        let ledger = try RestrictionLedger(file: folder.appending(path: "restrictions.ledger"), key: keys.ledgerKey())
        return Vault(
            keys: stores.keys, data: stores.data, organisationKeys: keys, ledger: ledger, policy: business.policy,
            register: .program, clock: clock)
    }

    private func makeRights(
        _ name: String, _ links: ShopLinks, _ data: any Database, _ vault: Vault, _ door: Door, _ shop: Shop,
        _ conversations: Conversations, prove: @escaping @Sendable (ID<AuditEntry>) async throws -> String
    ) -> Rights {
        Rights(
            data: data, vault: vault, door: door,
            holders: [ShopHolder(shop: shop), ContactHolder(conversations: conversations)],
            notifier: ErasureNotifiers(shop: shop, conversations: conversations),
            mailer: RightsMails(texts: texts, business: name), addresses: links, prove: prove, clock: clock)
    }

    /// Publishes the policy and takes over the catalogue, once for each edition of the business's folder. A server that still
    /// runs with an older folder changes nothing back.
    private func bringUpToDate(
        _ organisation: Organisation, to registered: BusinessRegistration.Entry, _ business: Businesses.Business,
        shop: Shop, policies: PolicyArchive
    ) async throws {
        if let catalogue = registered.catalogue {
            try await shop.openShelf(beginningWith: catalogue)
            shop.onCatalogueChange { [cache] next in
                cache.invalidate(organisation.site)
                if let next { cache.invalidate(at: next) }
            }
        }
        if let edition = try await policies.edition(), edition >= registered.edition { return }
        switch try await policies.publish(business.policySource, checkedBy: Businesses.check) {
        case .published, .alreadyPublished: break
        case .refused(let problems): throw BusinessesRefused(problems: problems)
        }
        try await policies.note(edition: registered.edition)
        cache.invalidate(organisation.site)
    }

    private func makeShop(
        _ name: String, of business: Businesses.Business, links: ShopLinks, data: any Database, vault: Vault,
        door: Door,
        accounts: OrganisationAccounts
    ) -> Shop {
        var shopSettings = ShopSettings()
        shopSettings.timeZone = business.definition.timeZone
        shopSettings.fraud = settings.fraud
        shopSettings.fraud.disposableDomains = businesses.disposableDomains
        shopSettings.stockHolds = settings.limits.stockHolds
        shopSettings.leastBalance = Int64(settings.limits.leastBalanceDollars) * 10_000
        shopSettings.balanceDays = settings.limits.balanceDays
        shopSettings.taxPercent = business.definition.seller.taxPercent
        return Shop(
            on: ShopFoundation(
                data: data, vault: vault, door: door,
                processors: processors(door, accounts, of: business),
                suppliers: suppliers(door, accounts, of: business),
                mailer: OrderMails(texts: texts, business: name, timeZone: business.definition.timeZone),
                addresses: links, clock: clock,
                settings: shopSettings))
    }

    /// Cards by Stripe, and bank transfers where an account for them is set up.
    private func processors(
        _ door: Door, _ accounts: OrganisationAccounts, of business: Businesses.Business
    ) -> PaymentProcessors {
        var all: [any PaymentProcessor] = [StripePayments(account: accounts.stripe, door: door)]
        if let account = settings.adapters.vietQR { all.append(VietQRTransfers(account: account, door: door)) }
        let slug = business.definition.slug
        let attestations = CardAttestations(business.attestationEnds, clock: clock) { provider, left in
            Meter(label: "sampan.attestation.days", dimensions: [("provider", provider.name), ("business", slug)])
                .set(left.map { Double($0.components.seconds) / 86_400 } ?? 0)
        }
        return PaymentProcessors(all, attested: attestations)
    }

    /// eSIM Access, and Airalo where an account for it is set up.
    private func suppliers(
        _ door: Door, _ accounts: OrganisationAccounts, of business: Businesses.Business
    ) -> Suppliers {
        func metered(_ account: any SupplierAccount, _ supplier: RecipientID) -> MeteredAccount {
            MeteredAccount(account: account, supplier: supplier, business: business.definition.slug)
        }
        let first = ESIMAccessSupply(account: accounts.esimAccess, door: door, clock: clock)
        var all = [Supplier(first, priceList: first, account: metered(first, first.recipient))]
        if let account = settings.adapters.airalo {
            let second = AiraloSupply(account: account, door: door, clock: clock)
            all.append(Supplier(second, priceList: second, account: metered(second, second.recipient)))
        }
        return Suppliers(all)
    }

    private func makeSequencer(
        _ organisation: Organisation, _ business: Businesses.Business, _ stores: OrganisationStores, _ folder: URL
    ) throws -> (Sequencer, LogSigner) {
        let signer = try LogSigner(of: business, secrets: folder)
        let outbox = SequencedTable(
            hasUnnumbered: { try OutboxQueries.hasUnnumbered(in: $0) },
            number: { try OutboxQueries.number(limit: $0, in: $1) },
            last: { try OutboxQueries.lastSequence(in: $0) })
        let sequencer = Sequencer(
            database: stores.data, signer: signer, alongside: [outbox], clock: clock,
            onFailure: note(failureOf: "\(organisation.id)"))
        return (sequencer, signer)
    }

    func note(failureOf owner: String) -> @Sendable (any Error) -> Void {
        let logger = logger
        return { error in
            logger.error(
                "the sequencer failed and will try again",
                metadata: ["organisation": "\(owner)", "error": "\(type(of: error))"])
        }
    }

    private func makeRunner(
        _ organisation: Organisation, data: any Database, shop: Shop, conversations: Conversations, accounts: Accounts,
        rights: Rights, callbacks: CallbackInbox, house: Housekeeping, tellStaff: TellStaff,
        readers: [String: any CallbackReader]
    ) -> JobRunner {
        var handlers = JobHandlers()
        house.addHandler(to: &handlers)
        shop.addHandlers(to: &handlers)
        conversations.addHandlers(to: &handlers)
        rights.addHandlers(to: &handlers)
        handlers.add(TellingStaff.kind, timeLimit: .seconds(120)) { _, attempt in try await tellStaff(attempt: attempt)
        }
        var callbackHandlers: [String: CallbackHandler] = readers.mapValues { reader in
            { body, _ in
                switch try await shop.actOnCallback(body, readBy: reader) {
                case .done: .done
                case .ignored: .ignored
                case .later: .later(.seconds(5))
                case .unreadable: .failed(code: "unreadable")
                }
            }
        }
        if let account = settings.adapters.telegram {
            callbackHandlers["telegram"] = telegramHandler(account, conversations, accounts)
        }
        callbackHandlers["whatsapp"] = whatsAppHandler(conversations)
        let work = CallbackWork(
            inbox: callbacks, handlers: callbackHandlers,
            uses: ["whatsapp": .conversation, "telegram": .conversation])
        work.add(to: &handlers)
        return JobRunner(database: data, handlers: handlers, clock: clock, logger: logger) { work.noteDead($0) }
    }

    /// Where the organisation's pages are, for links that leave in mails and to the gateway.
    private func origin(of organisation: Organisation, _ business: Businesses.Business) async throws -> String {
        if organisation.isOwn {
            let host = business.definition.hosts.first ?? "localhost"
            return settings.publicOrigin ?? "http://\(host):\(settings.address.port)"
        }
        let host = try await control.hosts(of: organisation.id).first ?? business.definition.hosts.first ?? "localhost"
        guard settings.publicOrigin != nil else { return "http://\(host):\(settings.address.port)" }
        return (settings.isBehindTLS ? "https://" : "http://") + host
    }
}
