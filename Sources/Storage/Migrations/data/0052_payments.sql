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

-- Money on its way back. One a payment: the whole amount or nothing.
CREATE TABLE refunds (
    id BLOB NOT NULL PRIMARY KEY,
    payment_id BLOB NOT NULL UNIQUE REFERENCES payments (id) ON DELETE CASCADE,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    requested_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);

CREATE INDEX refunds_by_order ON refunds (order_id);
