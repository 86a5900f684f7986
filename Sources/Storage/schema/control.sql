-- What the migrations of this folder's name add up to. Written by `make snapshots`.

CREATE TABLE audit_checkpoints (
    log TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    signed_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    log TEXT NOT NULL CHECK (log IN ('access', 'evidence', 'instance')),
    recorded_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- The leaf's index in its log, given by the sequencer after the commit.
    position INTEGER CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX audit_entries_position ON audit_entries (log, position) WHERE position IS NOT NULL;

CREATE INDEX audit_entries_unnumbered ON audit_entries (id) WHERE position IS NULL;

CREATE TABLE audit_links (
    entry_id BLOB NOT NULL,
    reference BLOB NOT NULL CHECK (length(reference) = 16),
    role TEXT NOT NULL CHECK (role IN ('subject', 'member', 'actor', 'object')),
    person_id BLOB,
    object_id BLOB,
    PRIMARY KEY (entry_id, reference),
    CHECK (person_id IS NOT NULL OR object_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_links_object ON audit_links (object_id) WHERE object_id IS NOT NULL;

CREATE INDEX audit_links_person ON audit_links (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE audit_nodes (
    log TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (log, level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_openings (
    entry_id BLOB NOT NULL PRIMARY KEY,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    payload BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_trees (
    log TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Bodies below this position have been pruned, their leaf hashes kept.
    minimum_position INTEGER NOT NULL CHECK (minimum_position BETWEEN 0 AND size)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_runs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('backup', 'verification', 'drill')),
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
    -- Which backup it made or looked at, or what was wrong. Nothing personal.
    detail TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX backup_runs_by_kind ON backup_runs (kind, ended_at);

CREATE TABLE backup_turn (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    taken_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE businesses (
    slug TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    registered_at INTEGER NOT NULL
, content BLOB, edition INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE due_organisations (
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id),
    server BLOB NOT NULL CHECK (length(server) = 16),
    due_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, server)
) STRICT, WITHOUT ROWID;

CREATE INDEX due_organisations_by_time ON due_organisations (due_at);

CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY CHECK (host = lower(host)),
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX hosts_by_organisation ON hosts (organisation_id);

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
    applied_at INTEGER NOT NULL,
    -- The step a program must know to use this database; nothing when any program may.
    needs INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_routes (
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id),
    PRIMARY KEY (provider, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_routes_by_organisation ON webhook_routes (organisation_id);
