-- What the migrations of this folder's name add up to. Written by `make snapshots`.

CREATE TABLE businesses (
    slug TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE due_organisations (
    organisation_id BLOB NOT NULL PRIMARY KEY REFERENCES organisations (organisation_id),
    due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX due_organisations_by_time ON due_organisations (due_at);

CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY CHECK (host = lower(host)),
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX hosts_by_organisation ON hosts (organisation_id);

CREATE TABLE instance_log (
    entry_id BLOB NOT NULL PRIMARY KEY CHECK (length(entry_id) = 16),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    -- A slug, host or account; for an organisation its id.
    subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
    organisation_id BLOB NOT NULL PRIMARY KEY CHECK (length(organisation_id) = 16),
    business TEXT NOT NULL REFERENCES businesses (slug),
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    -- 0 until its databases have been made; after that, a missing file is a loss and never made again.
    has_databases INTEGER NOT NULL CHECK (has_databases IN (0, 1)),
    registered_at INTEGER NOT NULL,
    UNIQUE (business, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_routes (
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id),
    PRIMARY KEY (provider, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_routes_by_organisation ON webhook_routes (organisation_id);
