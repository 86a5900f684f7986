-- What happened, for other parts of the program and for open pages: ids and kinds, never personal values.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    created_at INTEGER NOT NULL,
    -- The event's number, given by the sequencer after the commit.
    sequence INTEGER CHECK (sequence > 0)
);

CREATE INDEX outbox_unnumbered ON outbox (id) WHERE sequence IS NULL;

CREATE UNIQUE INDEX outbox_sequence ON outbox (sequence) WHERE sequence IS NOT NULL;

-- The last number given: survives the sweeping of old rows.
CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
);

-- Work to be done after a commit, at least once.
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
);

CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'pending';

CREATE INDEX jobs_leased ON jobs (lease_until, id) WHERE state = 'running';

CREATE UNIQUE INDEX jobs_exclusive ON jobs (kind, subject) WHERE state = 'pending' AND is_exclusive = 1;

CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';

CREATE INDEX jobs_dead ON jobs (finished_at) WHERE state = 'dead';
