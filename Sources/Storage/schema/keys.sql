-- What the migrations of this folder's name add up to. Written by `make snapshots`.

CREATE TABLE credentials (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key_collection (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    collected_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key_epoch (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lookups (
    kind INTEGER NOT NULL,
    digest BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    -- 0 while a unique one is reserved: its person's data are not known to be stored yet.
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (kind, digest, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX lookups_by_person ON lookups (person_id);

CREATE UNIQUE INDEX lookups_of_messengers ON lookups (kind, digest) WHERE kind IN (3, 4);

CREATE UNIQUE INDEX lookups_of_staff ON lookups (kind, digest) WHERE kind = 2;

CREATE INDEX lookups_reserved ON lookups (person_id) WHERE confirmed = 0;

CREATE TABLE people (
    person_id BLOB NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2, 3, 4, 5)),
    restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
    consents INTEGER NOT NULL,
    objections INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX people_by_enrolment ON people (created_at, person_id);

CREATE TABLE period_keys (
    name TEXT NOT NULL,
    period INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    PRIMARY KEY (name, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_keys (
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    wrapped_in INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (person_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_at INTEGER NOT NULL,
    -- The step a program must know to use this database; nothing when any program may.
    needs INTEGER
) STRICT, WITHOUT ROWID;
