-- What the migrations of this folder's name add up to. Written by `make snapshots`.

CREATE TABLE disclosures (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    categories TEXT NOT NULL,
    subject BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    reason TEXT,
    policy_version TEXT NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX disclosures_by_person ON disclosures (person_id, sent_at);

CREATE INDEX disclosures_by_subject ON disclosures (subject, sent_at);

CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
