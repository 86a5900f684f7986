-- The supplier's side of an order line; the id is the line's, and the transaction the supplier knows is made of it.
CREATE TABLE supplies (
    id BLOB NOT NULL PRIMARY KEY REFERENCES order_lines (id) ON DELETE CASCADE,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    reference BLOB,
    reference_digest BLOB,
    problem TEXT,
    ordered_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);

CREATE INDEX supplies_by_order ON supplies (order_id);

CREATE INDEX supplies_by_person ON supplies (person_id);

CREATE INDEX supplies_by_reference ON supplies (reference_digest);

-- Delivered eSIMs with what the network last said of them.
CREATE TABLE esims (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_id BLOB NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id BLOB NOT NULL,
    profile BLOB NOT NULL,
    iccid BLOB NOT NULL,
    activation_code BLOB NOT NULL,
    state TEXT NOT NULL,
    total_bytes INTEGER NOT NULL,
    used_bytes INTEGER NOT NULL,
    expires_at INTEGER,
    checked_at INTEGER NOT NULL,
    UNIQUE (line_id, position)
);

CREATE INDEX esims_by_order ON esims (order_id);

CREATE INDEX esims_by_person ON esims (person_id);

-- Mails of an order; a resent one is a further copy.
CREATE TABLE order_mails (
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (order_id, kind, copy)
);

-- Somebody asked for the links of the orders bought with an address: one row for each person found, or for nobody. Gone
-- within seconds, when the job has queued the mails.
CREATE TABLE order_link_requests (
    id BLOB NOT NULL PRIMARY KEY,
    request_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    asked_at INTEGER NOT NULL
);

CREATE INDEX order_link_requests_by_request ON order_link_requests (request_id);

CREATE INDEX order_link_requests_by_person ON order_link_requests (person_id);
