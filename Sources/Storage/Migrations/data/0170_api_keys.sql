-- What programs show instead of a password. token_digest is SHA-256 of the key, which nobody has but who was shown it once;
-- person_id is the member of staff it acts for. scopes: words parted by spaces.
CREATE TABLE api_keys (
    id BLOB NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    ending TEXT NOT NULL,
    person_id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
);

CREATE INDEX api_keys_by_person ON api_keys (person_id);
