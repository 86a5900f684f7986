-- Plans of which only so many are sold; a plan without a row has no such limit. Rows are taken with the order, so that no two
-- buyers get the last one.
CREATE TABLE plan_stock (
    plan TEXT NOT NULL PRIMARY KEY REFERENCES plans (slug),
    for_sale INTEGER NOT NULL CHECK (for_sale >= 0),
    taken INTEGER NOT NULL CHECK (taken >= 0)
);

-- What each order took, until it ends unpaid.
CREATE TABLE stock_uses (
    order_id BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    plan TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('taken', 'returned')),
    PRIMARY KEY (order_id, plan)
);
