-- The key store: who a key belongs to, whether it may be used, and the wrapped keys themselves.
-- kind: 1 person, 2 staff, 3 hold, 4 erasure case, 5 callback inbox. One row of people decides every question of the gate.
CREATE TABLE people (
    person_id BLOB NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2, 3, 4, 5)),
    restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
    consents INTEGER NOT NULL,
    objections INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX people_by_enrolment ON people (created_at, person_id);

CREATE TABLE person_keys (
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    wrapped_in INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (person_id, epoch)
);

CREATE TABLE lookups (
    kind INTEGER NOT NULL,
    digest BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    -- 0 while a unique one is reserved: its person's data are not known to be stored yet.
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (kind, digest, person_id)
);

CREATE INDEX lookups_reserved ON lookups (person_id) WHERE confirmed = 0;

-- An address staff sign in with leads to one person; a guest's may lead to several (kind 1).
CREATE UNIQUE INDEX lookups_of_staff ON lookups (kind, digest) WHERE kind = 2;

CREATE INDEX lookups_by_person ON lookups (person_id);

CREATE TABLE period_keys (
    name TEXT NOT NULL,
    period INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (person_id) ON DELETE CASCADE,
    PRIMARY KEY (name, period)
);

CREATE TABLE credentials (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES people (person_id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);

-- Up to which enrolment keys without data have been looked for.
CREATE TABLE key_collection (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    collected_until INTEGER NOT NULL
);

-- The epoch that new keys are wrapped in, once there was a second: a server that does not know it yet is refused.
CREATE TABLE key_epoch (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL
);
