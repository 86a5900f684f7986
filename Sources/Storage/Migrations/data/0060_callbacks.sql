-- What providers posted to us: stored before it is answered, worked off afterwards, each event once.
CREATE TABLE callbacks (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    provider TEXT NOT NULL,
    -- The account of ours the provider names, or an empty text where it names none.
    account TEXT NOT NULL,
    -- The provider's own id of the event.
    event TEXT NOT NULL,
    -- Whose key the body is sealed under: that of the day's inbox.
    inbox BLOB NOT NULL CHECK (length(inbox) = 16),
    -- The sealed bytes; NULL once their time is over.
    body BLOB,
    state TEXT NOT NULL CHECK (state IN ('received', 'done', 'ignored', 'failed')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    -- A short code, no personal data.
    last_error TEXT,
    received_at INTEGER NOT NULL,
    -- When it was done, found to ask nothing of us, or given up.
    ended_at INTEGER,
    CHECK ((state = 'received') = (ended_at IS NULL))
);

CREATE UNIQUE INDEX callbacks_event ON callbacks (provider, event);

CREATE INDEX callbacks_received ON callbacks (received_at);

CREATE INDEX callbacks_failed ON callbacks (ended_at) WHERE state = 'failed';
