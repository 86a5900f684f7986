-- Purchases. An erasure clears person_id, attempt and draft_digest: what stays adds up and is about nobody.
-- attempt is the browser's id of one press of the button; draft_digest notices when it comes back with other contents.
CREATE TABLE orders (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('esim', 'top-up')),
    state TEXT NOT NULL,
    state_before_freeze TEXT,
    person_id BLOB,
    attempt BLOB UNIQUE,
    draft_digest BLOB,
    esim_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    minimum_age INTEGER NOT NULL,
    immediate_supply_agreed INTEGER NOT NULL CHECK (immediate_supply_agreed IN (0, 1)),
    placed_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- The latest end of its eSIMs that the network told; NULL until it told one. Terms of keeping count from here.
    service_ends_at INTEGER,
    -- Codes over what an erasure leaves and over the lines: a row edited past the program no longer fits them.
    seal BLOB NOT NULL,
    lines_seal BLOB NOT NULL
);

CREATE INDEX orders_by_person ON orders (person_id);

CREATE INDEX orders_by_state ON orders (state, placed_at);

CREATE INDEX orders_by_time ON orders (placed_at, state, currency, amount);

-- What was bought, as it was sold: later changes of the catalogue do not reach here.
CREATE TABLE order_lines (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    slug TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10),
    unit_price INTEGER NOT NULL CHECK (unit_price > 0),
    supplier_code TEXT NOT NULL,
    supplier_price INTEGER NOT NULL,
    UNIQUE (order_id, position)
);

-- Who bought. One row a buyer, shared by the top-ups that follow.
CREATE TABLE buyers (
    person_id BLOB NOT NULL PRIMARY KEY,
    email BLOB NOT NULL
);

-- What accounting law makes us keep, sealed at once under the key of its end year (holder names that key).
CREATE TABLE invoices (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    basis TEXT NOT NULL,
    end_year INTEGER NOT NULL,
    holder BLOB NOT NULL,
    content BLOB NOT NULL
);

-- What happened to an order, without a word about its buyer.
CREATE TABLE order_events (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT,
    at INTEGER NOT NULL
);

CREATE INDEX order_events_by_order ON order_events (order_id, at, id);

-- What a person of ours has to look at. subject keeps the same trouble from standing twice while it is open.
CREATE TABLE attentions (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB REFERENCES orders (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT,
    raised_at INTEGER NOT NULL,
    resolved_at INTEGER
);

CREATE UNIQUE INDEX attentions_open ON attentions (reason, subject) WHERE resolved_at IS NULL;

CREATE INDEX attentions_by_order ON attentions (order_id);
