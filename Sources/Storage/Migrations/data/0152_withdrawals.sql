-- Statements of buyers that they withdraw from an order; the id is the order's. decision is NULL until the network was asked.
CREATE TABLE withdrawals (
    id BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    stated_at INTEGER NOT NULL,
    decision TEXT CHECK (decision IN ('by-right', 'by-shop-rule', 'ended-with-supply', 'too-late')),
    decided_at INTEGER,
    CHECK ((decision IS NULL) = (decided_at IS NULL))
);
