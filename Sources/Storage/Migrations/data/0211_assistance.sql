-- What an organisation tells its customers anyway: replies are suggested from it, with the article as the source.
CREATE TABLE help_articles (
    id BLOB NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);

-- One call for help about a conversation: who was asked for what, over which messages, and how it ended. No words of either side.
CREATE TABLE assistance_calls (
    id BLOB NOT NULL PRIMARY KEY,
    task TEXT NOT NULL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    first_position INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    called_at INTEGER NOT NULL
);

CREATE INDEX assistance_calls_by_time ON assistance_calls (called_at);

CREATE INDEX assistance_calls_by_person ON assistance_calls (person_id);

CREATE INDEX assistance_calls_by_conversation ON assistance_calls (conversation_id, called_at);
