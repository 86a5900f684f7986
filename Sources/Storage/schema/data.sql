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

CREATE TABLE callbacks (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    provider TEXT NOT NULL,
    -- The account of ours the provider names, or an empty text where it names none.
    account TEXT NOT NULL,
    -- The provider's own id of the event.
    event TEXT NOT NULL,
    -- Whose key the body is sealed under: that of the day's inbox.
    inbox BLOB NOT NULL CHECK (length(inbox) = 16),
    -- The sealed bytes; NULL once their time is over.
    body BLOB,
    state TEXT NOT NULL CHECK (state IN ('received', 'done', 'ignored', 'failed')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    -- A short code, no personal data.
    last_error TEXT,
    received_at INTEGER NOT NULL,
    -- When it was done, found to ask nothing of us, or given up.
    ended_at INTEGER,
    CHECK ((state = 'received') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX callbacks_event ON callbacks (provider, event);

CREATE INDEX callbacks_failed ON callbacks (ended_at) WHERE state = 'failed';

CREATE INDEX callbacks_received ON callbacks (received_at);

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

CREATE TABLE erasure_cases (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL UNIQUE REFERENCES rights_requests (id),
    person_id BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    people_erased INTEGER NOT NULL,
    reply_address BLOB,
    kept_until_year INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure_notices (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id),
    person_id BLOB,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    handle BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    answer TEXT,
    told_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_notices_by_case ON erasure_notices (case_id);

CREATE TABLE erasure_subjects (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id),
    person_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_subjects_by_case ON erasure_subjects (case_id);

CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'done', 'dead')),
    run_at INTEGER NOT NULL,
    -- How often it was started: the token of the present lease.
    attempts INTEGER NOT NULL,
    -- How often it failed or was lost in a crash since it last did not.
    failures INTEGER NOT NULL,
    lease_until INTEGER,
    -- A short code, no personal data.
    last_error TEXT,
    -- 1 when at most one job of this kind and subject may be pending.
    is_exclusive INTEGER NOT NULL CHECK (is_exclusive IN (0, 1)),
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'dead')) = (finished_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX jobs_dead ON jobs (finished_at) WHERE state = 'dead';

CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'pending';

CREATE UNIQUE INDEX jobs_exclusive ON jobs (kind, subject) WHERE state = 'pending' AND is_exclusive = 1;

CREATE INDEX jobs_leased ON jobs (lease_until, id) WHERE state = 'running';

CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    created_at INTEGER NOT NULL,
    -- The event's number, given by the sequencer after the commit.
    sequence INTEGER CHECK (sequence > 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX outbox_sequence ON outbox (sequence) WHERE sequence IS NOT NULL;

CREATE INDEX outbox_unnumbered ON outbox (id) WHERE sequence IS NULL;

CREATE TABLE policy_versions (
    version TEXT NOT NULL PRIMARY KEY,
    revised_on TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rights_request_people (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL REFERENCES rights_requests (id),
    person_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX rights_request_people_by_person ON rights_request_people (person_id);

CREATE INDEX rights_request_people_by_request ON rights_request_people (request_id);

CREATE TABLE rights_requests (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    language TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
    asked_at INTEGER NOT NULL,
    verified_at INTEGER,
    due_at INTEGER NOT NULL,
    concluded_at INTEGER,
    receipt TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    person_id BLOB NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    name BLOB,
    email BLOB,
    added_at INTEGER NOT NULL,
    disabled_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    person_id BLOB NOT NULL,
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_sessions_by_person ON staff_sessions (person_id);
