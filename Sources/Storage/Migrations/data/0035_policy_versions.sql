-- Every policy that was ever published, in its canonical text. Rows are never changed but for a withdrawal.
CREATE TABLE policy_versions (
    version TEXT NOT NULL PRIMARY KEY,
    revised_on TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    withdrawn_at INTEGER
);
