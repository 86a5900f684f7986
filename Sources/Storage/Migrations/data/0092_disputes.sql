-- Payments that the buyer's bank asks about or takes back. The digest finds one by the gateway's name of it, which is not kept.
CREATE TABLE disputes (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    payment_id BLOB NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
    digest BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('inquiry', 'needs-response', 'under-review', 'won', 'lost', 'closed')),
    -- The bank's word for it.
    reason TEXT NOT NULL,
    -- As the bank counts: it may be a part, and in another currency than the order's.
    amount INTEGER,
    currency TEXT,
    -- Until when evidence may be handed in.
    due_at INTEGER,
    -- When the money was taken from the shop's account, and when it came back.
    withdrawn_at INTEGER,
    reinstated_at INTEGER,
    raised_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);

CREATE INDEX disputes_by_order ON disputes (order_id);

CREATE INDEX disputes_open ON disputes (state, due_at, amount, currency, withdrawn_at, reinstated_at)
    WHERE state IN ('inquiry', 'needs-response', 'under-review');
