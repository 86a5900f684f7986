-- Who is served here, and by which names requests find them. Nothing in this store is personal.
CREATE TABLE businesses (
    slug TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    registered_at INTEGER NOT NULL
);

-- A plain shop is a business whose only organisation bears its own slug.
CREATE TABLE organisations (
    organisation_id BLOB NOT NULL PRIMARY KEY CHECK (length(organisation_id) = 16),
    business TEXT NOT NULL REFERENCES businesses (slug),
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    -- 0 until its databases have been made; after that, a missing file is a loss and never made again.
    has_databases INTEGER NOT NULL CHECK (has_databases IN (0, 1)),
    registered_at INTEGER NOT NULL,
    UNIQUE (business, slug)
);

CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY CHECK (host = lower(host)),
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id)
);

CREATE INDEX hosts_by_organisation ON hosts (organisation_id);

-- The account under which a provider knows an organisation, as its callbacks name it.
CREATE TABLE webhook_routes (
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id),
    PRIMARY KEY (provider, account)
);

CREATE INDEX webhook_routes_by_organisation ON webhook_routes (organisation_id);
