-- Wishes to have a mistyped address put right, proven or not. A row goes a week after it was asked, or when everybody was told.
-- address is the new one; former the one before, from the proof until its owner was told.
CREATE TABLE email_corrections (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'proven', 'refused', 'superseded')),
    address BLOB NOT NULL,
    former BLOB,
    asked_at INTEGER NOT NULL
);

CREATE INDEX email_corrections_by_person ON email_corrections (person_id, asked_at);

CREATE INDEX email_corrections_by_order ON email_corrections (order_id);
