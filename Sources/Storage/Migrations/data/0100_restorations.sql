-- That this store came back from a backup, and whether what was under way then has been asked after since. Until it has,
-- nothing is served, sent or worked off.
CREATE TABLE restorations (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- When the backup was taken: what happened since is to be asked after.
    taken_at INTEGER NOT NULL,
    restored_at INTEGER NOT NULL,
    reconciled_at INTEGER
);
