-- Money that came in, whoever took it. open_amount is what nobody has found a use for yet: the rest stands in money_uses, so that
-- every amount is its open part and its uses, at any moment.
CREATE TABLE incoming_money (
    id BLOB NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    -- Of the source's own number, so that the same money is taken once.
    digest BLOB NOT NULL UNIQUE,
    -- Whose key the sealed values are under: the buyer's, or the payer's own while no order is known.
    person_id BLOB,
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    open_amount INTEGER NOT NULL CHECK (open_amount >= 0 AND open_amount <= amount),
    -- Why a part is open; NULL when none is.
    reason TEXT,
    reference BLOB,
    content BLOB,
    payer BLOB,
    received_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
);

CREATE INDEX incoming_money_open ON incoming_money (received_at) WHERE open_amount > 0;

CREATE INDEX incoming_money_by_person ON incoming_money (person_id);

-- What became of each part. Released uses are history: their amount is open again.
CREATE TABLE money_uses (
    id BLOB NOT NULL PRIMARY KEY,
    money_id BLOB NOT NULL REFERENCES incoming_money (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'returning', 'returned', 'lost', 'written-off', 'released')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    payment_id BLOB,
    actor TEXT NOT NULL,
    -- A code, never what anybody typed.
    detail TEXT,
    at INTEGER NOT NULL
);

CREATE INDEX money_uses_by_money ON money_uses (money_id);

CREATE INDEX money_uses_by_payment ON money_uses (payment_id);
