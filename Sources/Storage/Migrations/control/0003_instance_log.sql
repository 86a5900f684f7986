-- The instance log, for those who run the instance: in the tables that every audit log has. An entry is a text without personal data, hashed into a Merkle tree once it has a position.
CREATE TABLE audit_entries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    log TEXT NOT NULL CHECK (log IN ('access', 'evidence', 'instance')),
    recorded_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- The leaf's index in its log, given by the sequencer after the commit.
    position INTEGER CHECK (position >= 0)
);

CREATE INDEX audit_entries_unnumbered ON audit_entries (id) WHERE position IS NULL;

CREATE UNIQUE INDEX audit_entries_position ON audit_entries (log, position) WHERE position IS NOT NULL;

-- Whom and what the references in an entry stand for. Rows go with the person, the entry stays.
CREATE TABLE audit_links (
    entry_id BLOB NOT NULL,
    reference BLOB NOT NULL CHECK (length(reference) = 16),
    role TEXT NOT NULL CHECK (role IN ('subject', 'member', 'actor', 'object')),
    person_id BLOB,
    object_id BLOB,
    PRIMARY KEY (entry_id, reference),
    CHECK (person_id IS NOT NULL OR object_id IS NOT NULL)
);

CREATE INDEX audit_links_person ON audit_links (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX audit_links_object ON audit_links (object_id) WHERE object_id IS NOT NULL;

-- What an entry commits to. Once the salt is gone, nobody can guess the payload from the commitment.
CREATE TABLE audit_openings (
    entry_id BLOB NOT NULL PRIMARY KEY,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    payload BLOB NOT NULL
);

-- Complete subtrees: position counts those of 2^level leaves from the left, so level 0 holds the leaf hashes.
CREATE TABLE audit_nodes (
    log TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 62),
    position INTEGER NOT NULL CHECK (position >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (log, level, position)
);

CREATE TABLE audit_trees (
    log TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Bodies below this position have been pruned, their leaf hashes kept.
    minimum_position INTEGER NOT NULL CHECK (minimum_position BETWEEN 0 AND size)
);

CREATE TABLE audit_checkpoints (
    log TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    signed_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
);
