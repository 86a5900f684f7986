// SPDX-License-Identifier: Apache-2.0

import Values

extension SQLSession {
    // MARK: Registration

    /// Returns whether the business is new.
    func insertBusiness(slug: String, name: String, at now: Instant) throws -> Bool {
        try execute(
            "INSERT INTO businesses (slug, name, registered_at) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING",
            slug, name, now) == 1
    }

    func renameBusiness(slug: String, to name: String) throws {
        try execute("UPDATE businesses SET name = $2 WHERE slug = $1 AND name <> $2", slug, name)
    }

    /// Returns whether the organisation is new.
    func insertOrganisation(_ organisation: Organisation, at now: Instant) throws -> Bool {
        try execute(
            """
            INSERT INTO organisations (organisation_id, business, slug, name, has_databases, registered_at)
            VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (business, slug) DO NOTHING
            """,
            organisation.id, organisation.business, organisation.slug, organisation.name, now) == 1
    }

    func renameOrganisation(business: String, slug: String, to name: String) throws {
        try execute(
            "UPDATE organisations SET name = $3 WHERE business = $1 AND slug = $2 AND name <> $3",
            business, slug, name)
    }

    func organisation(business: String, slug: String) throws -> Organisation? {
        try first(
            "SELECT organisation_id, business, slug, name FROM organisations WHERE business = $1 AND slug = $2",
            business, slug, map: Organisation.init(row:))
    }

    func organisation(_ id: OrganisationID) throws -> Organisation? {
        try first(
            "SELECT organisation_id, business, slug, name FROM organisations WHERE organisation_id = $1", id,
            map: Organisation.init(row:))
    }

    func organisations() throws -> [Organisation] {
        try query(
            "SELECT organisation_id, business, slug, name FROM organisations ORDER BY business, slug",
            map: Organisation.init(row:))
    }

    func organisationHasDatabases(_ id: OrganisationID) throws -> Bool {
        try first("SELECT has_databases FROM organisations WHERE organisation_id = $1", id) { try $0[0] } ?? false
    }

    func noteDatabases(of id: OrganisationID) throws {
        try execute("UPDATE organisations SET has_databases = 1 WHERE organisation_id = $1", id)
    }

    // MARK: Editions

    /// Begins a new edition when the content is not what it was; the newest is always the latest, whatever the clock says.
    func beginEdition(of business: String, content: [UInt8], at now: Instant) throws {
        try execute(
            """
            UPDATE businesses SET content = $2, edition = CASE WHEN edition < $3 THEN $3 ELSE edition + 1 END
            WHERE slug = $1 AND (content IS NULL OR content <> $2)
            """,
            business, content, now)
    }

    func edition(of business: String) throws -> Instant {
        try first("SELECT edition FROM businesses WHERE slug = $1", business) { try $0[0] }
            ?? Instant(milliseconds: 0)
    }

    // MARK: Finding an organisation

    func hosts(of id: OrganisationID) throws -> [String] {
        try query("SELECT host FROM hosts WHERE organisation_id = $1 ORDER BY host", id) { try $0[0] }
    }

    /// Returns whether the host was new or another's before.
    func assignHost(_ host: String, to id: OrganisationID) throws -> Bool {
        try execute(
            """
            INSERT INTO hosts (host, organisation_id) VALUES ($1, $2)
            ON CONFLICT (host) DO UPDATE SET organisation_id = excluded.organisation_id
            WHERE hosts.organisation_id <> excluded.organisation_id
            """,
            host, id) == 1
    }

    func organisation(host: String) throws -> Organisation? {
        try first(
            """
            SELECT o.organisation_id, o.business, o.slug, o.name
            FROM hosts h JOIN organisations o ON o.organisation_id = h.organisation_id
            WHERE h.host = $1
            """,
            host, map: Organisation.init(row:))
    }

    /// Returns whether the account was new or another's before.
    func routeWebhooks(provider: String, account: String, to id: OrganisationID) throws -> Bool {
        try execute(
            """
            INSERT INTO webhook_routes (provider, account, organisation_id) VALUES ($1, $2, $3)
            ON CONFLICT (provider, account) DO UPDATE SET organisation_id = excluded.organisation_id
            WHERE webhook_routes.organisation_id <> excluded.organisation_id
            """,
            provider, account, id) == 1
    }

    func dropRoutes(provider: String, of id: OrganisationID) throws {
        try execute("DELETE FROM webhook_routes WHERE provider = $1 AND organisation_id = $2", provider, id)
    }

    func organisation(provider: String, account: String) throws -> Organisation? {
        try first(
            """
            SELECT o.organisation_id, o.business, o.slug, o.name
            FROM webhook_routes r JOIN organisations o ON o.organisation_id = r.organisation_id
            WHERE r.provider = $1 AND r.account = $2
            """,
            provider, account, map: Organisation.init(row:))
    }
}

extension Organisation {
    fileprivate init(row: SQLRow) throws {
        self.init(id: try row[0], business: try row[1], slug: try row[2], name: try row[3])
    }
}
