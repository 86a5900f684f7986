-- What happened to the instance itself, for those who run it. Appended to, never changed.
CREATE TABLE instance_log (
    entry_id BLOB NOT NULL PRIMARY KEY CHECK (length(entry_id) = 16),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    -- A slug, host or account; for an organisation its id.
    subject TEXT NOT NULL
);
