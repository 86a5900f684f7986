-- What buyers were told of their eSIMs: once for each mark (the whole amount of data, or the day of the end), so that a top-up begins anew.
CREATE TABLE usage_notices (
    esim_id BLOB NOT NULL REFERENCES esims (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('low-data', 'expiring')),
    mark INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (esim_id, kind, mark)
);
