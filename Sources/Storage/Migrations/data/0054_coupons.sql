-- Codes that make an order cheaper. Either percent or both amounts; zero amounts mean none. destinations is a list with
-- commas, empty for all. uses counts what is held or kept, so that the last one is given to one order only.
CREATE TABLE coupons (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 90),
    amount_vnd INTEGER NOT NULL CHECK (amount_vnd >= 0),
    amount_usd INTEGER NOT NULL CHECK (amount_usd >= 0),
    minimum_vnd INTEGER NOT NULL CHECK (minimum_vnd >= 0),
    minimum_usd INTEGER NOT NULL CHECK (minimum_usd >= 0),
    destinations TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    limit_total INTEGER CHECK (limit_total > 0),
    limit_per_buyer INTEGER CHECK (limit_per_buyer > 0),
    uses INTEGER NOT NULL CHECK (uses >= 0),
    made_at INTEGER NOT NULL,
    ended_at INTEGER
);

-- The coupon of an order and what it took off, in the order's money. buyer_digest tells one address from another and
-- cannot be read back; an erasure clears it.
CREATE TABLE coupon_uses (
    order_id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    coupon_id BLOB NOT NULL REFERENCES coupons (id),
    person_id BLOB,
    buyer_digest BLOB,
    state TEXT NOT NULL CHECK (state IN ('taken', 'returned')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    used_at INTEGER NOT NULL
);

CREATE INDEX coupon_uses_by_buyer ON coupon_uses (coupon_id, buyer_digest);
