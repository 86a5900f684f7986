-- What is left at each supplier to order with, in ten-thousandths of a US dollar, as it last said; low_since stands while that is little.
CREATE TABLE supplier_balances (
    supplier TEXT NOT NULL PRIMARY KEY,
    balance INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    low_since INTEGER
);
