-- When each organisation next has work to do, so that workers open no others.
CREATE TABLE due_organisations (
    organisation_id BLOB NOT NULL PRIMARY KEY REFERENCES organisations (organisation_id),
    due_at INTEGER NOT NULL
);

CREATE INDEX due_organisations_by_time ON due_organisations (due_at);
