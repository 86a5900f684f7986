-- Tries at paying an order. The idempotency key at the gateway is made of the row's id.
-- The digests find a payment by the gateway's references, which themselves are sealed.
CREATE TABLE payments (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    -- The policy's name of who takes the money.
    processor TEXT NOT NULL,
    person_id BLOB,
    state TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    -- What has arrived by bank transfer.
    received INTEGER NOT NULL CHECK (received >= 0),
    reference BLOB,
    reference_digest BLOB UNIQUE,
    charge BLOB,
    charge_digest BLOB,
    page BLOB,
    card BLOB,
    expires_at INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (order_id, attempt)
);

CREATE INDEX payments_by_person ON payments (person_id);

CREATE INDEX payments_by_charge ON payments (charge_digest);

-- Money on its way back: the whole of a payment or a part. A try that failed stays; the next is a row of its own.
CREATE TABLE refunds (
    id BLOB NOT NULL PRIMARY KEY,
    payment_id BLOB NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    person_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    -- What the gateway calls it, once it has told.
    reference BLOB,
    reference_digest BLOB UNIQUE,
    -- The number of the key it was last sent under, and when that was first done; 0 and NULL before.
    key_number INTEGER NOT NULL,
    sent_at INTEGER,
    requested_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);

CREATE INDEX refunds_by_order ON refunds (order_id);

CREATE INDEX refunds_by_state ON refunds (state, requested_at, order_id, amount);

CREATE INDEX refunds_by_payment ON refunds (payment_id);

CREATE INDEX refunds_by_person ON refunds (person_id);
