-- When each organisation next has work to do, as each server last noted it; the earliest note counts. A server writes and takes back
-- its own notes only, but for those whose time has come, which whoever takes the work over removes.
CREATE TABLE due_organisations (
    organisation_id BLOB NOT NULL REFERENCES organisations (organisation_id),
    server BLOB NOT NULL CHECK (length(server) = 16),
    due_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, server)
);

CREATE INDEX due_organisations_by_time ON due_organisations (due_at);
