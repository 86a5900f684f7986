-- What an organisation shows to those it works with, instead of the installation's. secrets: sealed as one text, under a key
-- that belongs to the organisation (holder); shown: what may be seen of it again, ends of secrets and plain words.
CREATE TABLE provider_credentials (
    provider TEXT NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    holder BLOB NOT NULL,
    secrets BLOB NOT NULL,
    shown TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);
