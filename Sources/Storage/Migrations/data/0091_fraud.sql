-- What orders are counted by: codes of address, e-mail and card under keys of the hour. Rows and keys last a day at most.
CREATE TABLE fraud_marks (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'email', 'card', 'card-with-email')),
    code BLOB NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX fraud_marks_by_code ON fraud_marks (code, at);

CREATE INDEX fraud_marks_by_time ON fraud_marks (at);

-- Orders that a person of ours looks at before anything is ordered for them. reasons are codes with commas between.
CREATE TABLE order_reviews (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'released', 'refused')),
    -- What whoever decided wrote, sealed under the buyer's key.
    note BLOB,
    raised_at INTEGER NOT NULL,
    decided_at INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL))
);

CREATE INDEX order_reviews_by_person ON order_reviews (person_id);
