-- What backups, their verifications and drills came to: for the doctor and the alarm.
CREATE TABLE backup_runs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('backup', 'verification', 'drill')),
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
    -- Which backup it made or looked at, or what was wrong. Nothing personal.
    detail TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
);

CREATE INDEX backup_runs_by_kind ON backup_runs (kind, ended_at);

-- Which server is at work on the schedule: one row.
CREATE TABLE backup_turn (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    taken_until INTEGER NOT NULL
);
