// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Callbacks
import Commerce
import Disclosure
import Foundation
import Integrations
import Jobs
import Logging
import Pages
import PersonalCentre
import Policy
import Rights
import Storage
import Storefront
import Values
import Vault

/// Puts one organisation together: stores, keys, mechanisms, domains, jobs.
struct OrganisationBuilder: Sendable {
    let settings: Settings
    let businesses: Businesses
    let secrets: Secrets
    let control: ControlStore
    let databases: OrganisationDatabases
    let couriers: Couriers
    let texts: Texts
    let assets: Assets
    let sites: Sites
    let cache: PageCache
    let sequencing: Sequencing
    let jobs: JobServiceBox
    let clock: any WallClock
    let logger: Logger
    let passwords = PasswordHasher()

    /// Makes every business of the folder known to the control store, with its hosts; idempotent. Returns their own
    /// organisations.
    func registerBusinesses() async throws -> [Organisation] {
        var own: [Organisation] = []
        for business in businesses.all {
            let (slug, name) = (business.definition.slug, business.definition.name.english)
            try await control.register(business: slug, name: name)
            let organisation = try await control.register(organisation: slug, of: slug, name: name, in: databases)
            own.append(organisation)
            for host in business.definition.hosts {
                try await control.assign(host: host, to: organisation.id)
            }
            try await control.route(provider: "stripe", account: slug, to: organisation.id)
            if let account = settings.adapters.esimAccess, !account.webhookSecret.isEmpty {
                try await control.route(
                    provider: "esim-access", account: CallbackAccount.digest(of: account.webhookSecret),
                    to: organisation.id)
            }
        }
        return own
    }

    func open(_ organisation: Organisation) async throws -> OpenOrganisation {
        guard let business = businesses.named(organisation.business) else { throw OrganisationUnknown() }
        let stores = try databases.open(organisation.id)
        let folder = settings.paths.secrets(of: organisation.id)
        let keys = try OrganisationKeys(organisation: organisation.id, root: secrets.root, secrets: folder)
        let ledger = try RestrictionLedger(file: folder.appending(path: "restrictions.ledger"), key: keys.ledgerKey())
        let vault = Vault(
            keys: stores.keys, data: stores.data, organisationKeys: keys, ledger: ledger, policy: business.policy,
            register: .program, clock: clock)
        try await vault.demandKeysOfNewestRows(in: stores.data)
        let (sequencer, signer) = try makeSequencer(organisation, business, stores, folder)
        do {
            try await sequencer.demandContinuity()
        } catch let fork as InconsistentTree {
            throw OrganisationQuarantined(business: organisation.business, fork: fork)
        }
        let policies = PolicyArchive(database: stores.data, clock: clock)
        let door = Door(data: stores.data, vault: vault, courier: couriers, clock: clock)
        try await jobs.value?.willCommit(in: organisation.id)
        try await publish(business, in: policies)

        let shop = try await makeShop(business, data: stores.data, vault: vault, door: door)
        let receipts = ReceiptOffice(database: stores.data)
        let rights = Rights(
            data: stores.data, vault: vault, door: door, holders: [ShopHolder(shop: shop)],
            notifier: ShopErasureNotifier(shop: shop),
            mailer: RightsMails(texts: texts, business: business.definition.name.english),
            addresses: ShopLinks(origin: origin(of: business)),
            prove: { try await receipts.signed($0, by: sequencer) }, clock: clock)
        let accounts = Accounts(
            data: stores.data, vault: vault, passwords: passwords, attempts: SignInAttempts(), clock: clock)
        let callbacks = CallbackInbox(data: stores.data, vault: vault, clock: clock)
        let readers = callbackReaders
        let house = Housekeeping(
            data: stores.data, vault: vault, copyKeys: { try await databases.copyKeys(of: organisation.id) },
            timeZone: business.definition.timeZone, clock: clock, logger: logger)
        let runner = makeRunner(
            organisation, data: stores.data, shop: shop, rights: rights, callbacks: callbacks, house: house)
        try await callbacks.beginPurging()
        try await house.begin()
        listen(to: stores.data, of: organisation.id, sequencer: sequencer)
        return OpenOrganisation(
            organisation: organisation, policy: business.policy, policies: policies, data: stores.data, vault: vault,
            sequencer: sequencer, signer: signer, shop: shop, rights: rights, accounts: accounts, runner: runner,
            callbacks: callbacks, callbackReaders: readers)
    }

    /// Every commit wakes the sequencer and the workers.
    private func listen(to data: any Database, of organisation: OrganisationID, sequencer: Sequencer) {
        let jobService = jobs.value
        data.afterCommit {
            sequencer.wake()
            jobService?.wake(organisation)
        }
        sequencing.start(sequencer)
    }

    private func makeShop(
        _ business: Businesses.Business, data: any Database, vault: Vault, door: Door
    ) async throws -> Shop {
        let adapters = settings.adapters
        var shopSettings = ShopSettings()
        shopSettings.timeZone = business.definition.timeZone
        let foundation = ShopFoundation(
            data: data, vault: vault, door: door,
            processor: StripePayments(account: adapters.stripe ?? .absent, door: door),
            fulfiller: ESIMAccessSupply(account: adapters.esimAccess ?? .absent, door: door, clock: clock),
            mailer: OrderMails(texts: texts, business: business.definition.name.english),
            addresses: ShopLinks(origin: origin(of: business)), clock: clock,
            settings: shopSettings)
        let shop = Shop(on: foundation)
        try await shop.loadCatalogue(yaml: try String(contentsOfFile: business.catalogue, encoding: .utf8))
        cache.invalidate()
        return shop
    }

    private var callbackReaders: [String: any CallbackReader] {
        var readers: [String: any CallbackReader] = [:]
        if let account = settings.adapters.stripe {
            let reader = StripeCallbacks(account: account)
            readers[reader.provider] = reader
        }
        if let account = settings.adapters.esimAccess {
            let reader = ESIMAccessCallbacks(account: account)
            readers[reader.provider] = reader
        }
        return readers
    }

    private func makeSequencer(
        _ organisation: Organisation, _ business: Businesses.Business, _ stores: OrganisationStores, _ folder: URL
    ) throws -> (Sequencer, LogSigner) {
        let signer = try LogSigner(of: business, secrets: folder)
        let outbox = SequencedTable(
            hasUnnumbered: { try OutboxQueries.hasUnnumbered(in: $0) },
            number: { try OutboxQueries.number(limit: $0, in: $1) })
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

    private func publish(_ business: Businesses.Business, in policies: PolicyArchive) async throws {
        switch try await policies.publish(business.policySource, checkedBy: Businesses.check) {
        case .published, .alreadyPublished: break
        case .refused(let problems): throw BusinessesRefused(problems: problems)
        }
    }

    private func makeRunner(
        _ organisation: Organisation, data: any Database, shop: Shop, rights: Rights, callbacks: CallbackInbox,
        house: Housekeeping
    ) -> JobRunner {
        var handlers = JobHandlers()
        house.addHandler(to: &handlers)
        shop.addHandlers(to: &handlers)
        rights.addHandlers(to: &handlers)
        let work = CallbackWork(
            inbox: callbacks,
            handlers: callbackReaders.mapValues { reader in
                { body, _ in
                    switch try await shop.actOnCallback(body, readBy: reader) {
                    case .done: .done
                    case .ignored: .ignored
                    case .later: .later(.seconds(5))
                    case .unreadable: .failed(code: "unreadable")
                    }
                }
            })
        work.add(to: &handlers)
        return JobRunner(database: data, handlers: handlers, clock: clock, logger: logger) { work.noteDead($0) }
    }

    /// Where this business's pages are, for links that leave in mails and to the gateway.
    private func origin(of business: Businesses.Business) -> String {
        settings.publicOrigin ?? "http://\(business.definition.hosts.first ?? "localhost"):\(settings.address.port)"
    }
}
