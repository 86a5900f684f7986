-- Members of staff, and their signed-in browsers. token_digest is SHA-256 of the session cookie's secret.
CREATE TABLE staff (
    person_id BLOB NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    name BLOB,
    email BLOB,
    added_at INTEGER NOT NULL,
    disabled_at INTEGER
);

CREATE TABLE staff_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    person_id BLOB NOT NULL,
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
);

CREATE INDEX staff_sessions_by_person ON staff_sessions (person_id);
