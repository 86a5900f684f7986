-- Requests of people about their data. token_digest is SHA-256 of the token in the mailed link.
-- state: 1 asked, 2 verified, 3 carried out, 4 expired. receipt is a tlog-proof: it names nobody.
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
);

CREATE TABLE rights_request_people (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL REFERENCES rights_requests (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL
);

CREATE INDEX rights_request_people_by_request ON rights_request_people (request_id);

CREATE INDEX rights_request_people_by_person ON rights_request_people (person_id);

-- An erasure under way. The sealed columns are under the key of the case itself, which goes when the case is closed.
-- state: 1 opened, 2 keys destroyed, 3 swept, 4 recipients told, 5 closed.
CREATE TABLE erasure_cases (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL UNIQUE REFERENCES rights_requests (id) ON DELETE CASCADE,
    person_id BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    people_erased INTEGER NOT NULL,
    reply_address BLOB,
    kept_until_year INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
);

CREATE TABLE erasure_subjects (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL
);

CREATE INDEX erasure_subjects_by_case ON erasure_subjects (case_id);

-- What each recipient was told and answered. state: 1 to tell, 2 told, 3 cannot be told.
CREATE TABLE erasure_notices (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES erasure_cases (id) ON DELETE CASCADE,
    person_id BLOB,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    handle BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    answer TEXT,
    told_at INTEGER
);

CREATE INDEX erasure_notices_by_case ON erasure_notices (case_id);
