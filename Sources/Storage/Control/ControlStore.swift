// SPDX-License-Identifier: Apache-2.0

package import Values

/// The instance's own store: which organisations there are, how requests and callbacks find them, who has work.
package final class ControlStore: Sendable {
    /// Holds the instance log too.
    package let database: any Database
    let due = DueMemory()
    /// Under which this process notes due times; a process that has the store for itself goes on with the notes of the last.
    let server: [UInt8]
    private let log: any InstanceLog
    private let clock: any WallClock
    private let hosts = HostMemory()
    private let closing: @Sendable () async -> Void

    package init(
        database: any Database, log: any InstanceLog, clock: any WallClock,
        closing: @escaping @Sendable () async -> Void = {}
    ) {
        self.database = database
        self.log = log
        self.clock = clock
        self.closing = closing
        server = database.isShared ? ID<ControlStore>.random().bytes : [UInt8](repeating: 0, count: 16)
        // What another server assigns must be found here too.
        if database.isShared { database.afterCommit { [hosts] in hosts.forget() } }
    }

    package static func open(
        at paths: StoragePaths, log: any InstanceLog, clock: any WallClock
    ) throws -> ControlStore {
        switch paths.engine {
        case .sqlite:
            let file = paths.controlDatabase
            let database = try InstallationProblem.naming(file) {
                try SQLiteDatabase.open(.control, at: file, clock: clock)
            }
            return ControlStore(database: database, log: log, clock: clock)
        case .postgreSQL(let settings):
            let claim = try InstallationClaim(
                id: InstallationMark.readOrMake(in: paths.secrets),
                mayBeNew: !InstallationClaim.stands(at: settings.data))
            let store = try PostgreSQLStore(.control, in: settings, installation: claim, clock: clock)
            return ControlStore(database: store.database(of: nil), log: log, clock: clock) { await store.close() }
        }
    }

    // MARK: Registration

    /// Registers a business, or takes over its new name.
    package func register(business slug: String, name: String) async throws {
        let now = clock.now()
        let entry = log.entry(.businessRegistered, slug, at: now)
        try await database.write { session in
            if try session.insertBusiness(slug: slug, name: name, at: now) {
                try entry.insert(in: session)
            } else {
                try session.renameBusiness(slug: slug, to: name)
            }
        }
    }

    /// Registers an organisation of a business and makes its databases; or takes over its new name.
    ///
    /// Idempotent by the slug. Made databases are never made again: when one is missing later, this throws
    /// `InstallationProblem.databaseMissing`.
    package func register(
        organisation slug: String, of business: String, name: String, in databases: OrganisationDatabases
    ) async throws -> Organisation {
        let now = clock.now()
        let proposed = Organisation(id: .timeOrdered(at: now), business: business, slug: slug, name: name)
        let entry = log.entry(.organisationRegistered, "\(proposed.id)", at: now)
        let organisation = try await database.write { session in
            if try session.insertOrganisation(proposed, at: now) {
                try entry.insert(in: session)
            } else {
                try session.renameOrganisation(business: business, slug: slug, to: name)
            }
            return try session.organisation(business: business, slug: slug) ?? proposed
        }
        if try await database.read({ try $0.organisationHasDatabases(organisation.id) }) {
            _ = try databases.open(organisation.id)
        } else {
            try databases.create(organisation.id)
            try await database.write { try $0.noteDatabases(of: organisation.id) }
        }
        hosts.forget()
        return organisation
    }

    /// Registers a business with the content of its folder; returns its edition, which is later than that of any other content
    /// a server started with before.
    package func register(business slug: String, name: String, content: [UInt8]) async throws -> Instant {
        try await register(business: slug, name: name)
        let now = clock.now()
        return try await database.write { session in
            try session.beginEdition(of: slug, content: content, at: now)
            return try session.edition(of: slug)
        }
    }

    package func organisations() async throws -> [Organisation] {
        try await database.read { try $0.organisations() }
    }

    package func organisation(_ id: OrganisationID) async throws -> Organisation? {
        try await database.read { try $0.organisation(id) }
    }

    /// An organisation by its own name and that of its business.
    package func organisation(named slug: String, of business: String) async throws -> Organisation? {
        try await database.read { try $0.organisation(business: business, slug: slug) }
    }

    /// Writes down what was done to the instance as a whole. `subject` is nothing personal.
    package func note(_ event: InstanceEvent, _ subject: String) async throws {
        let entry = log.entry(event, subject, at: clock.now())
        try await database.write { try entry.insert(in: $0) }
    }

    // MARK: Finding an organisation

    /// Gives a host name to an organisation, taking it from whoever had it.
    package func assign(host: String, to organisation: OrganisationID) async throws {
        let host = HostName.canonical(host)
        let entry = log.entry(.hostAssigned, host, at: clock.now())
        try await database.write { session in
            guard try session.assignHost(host, to: organisation) else { return }
            try entry.insert(in: session)
        }
        hosts.forget()
    }

    /// The host names of an organisation, in their order.
    package func hosts(of organisation: OrganisationID) async throws -> [String] {
        try await database.read { try $0.hosts(of: organisation) }
    }

    /// Whose pages a `Host` header asks for, any port and letter case; nil when nobody here has that name.
    package func organisation(forHost header: String) async throws -> Organisation? {
        let host = HostName.canonical(header)
        return try await hosts.organisation(for: host) { try await database.read { try $0.organisation(host: host) } }
    }

    /// Sends a provider's callbacks for an account to an organisation, taking them from whoever had them.
    package func route(provider: String, account: String, to organisation: OrganisationID) async throws {
        let entry = log.entry(.webhookRouted, "\(provider) \(account)", at: clock.now())
        try await database.write { session in
            guard try session.routeWebhooks(provider: provider, account: account, to: organisation) else { return }
            try entry.insert(in: session)
        }
    }

    /// The same for an account nobody else has: false when somebody does.
    package func claim(provider: String, account: String, for organisation: OrganisationID) async throws -> Bool {
        let entry = log.entry(.webhookRouted, "\(provider) \(account)", at: clock.now())
        return try await database.write { session in
            if let holder = try session.organisation(provider: provider, account: account) {
                return holder.id == organisation
            }
            if try session.routeWebhooks(provider: provider, account: account, to: organisation) {
                try entry.insert(in: session)
            }
            return true
        }
    }

    /// Gives back every account of a provider that an organisation had.
    package func release(provider: String, of organisation: OrganisationID) async throws {
        try await database.write { try $0.dropRoutes(provider: provider, of: organisation) }
    }

    /// Whose callback this is, by the account the provider names.
    package func organisation(provider: String, account: String) async throws -> Organisation? {
        try await database.read { try $0.organisation(provider: provider, account: account) }
    }

    /// Finishes the writes already waiting; every later use throws `StorageError.closed`.
    package func close() async {
        await database.close()
        await closing()
    }
}
