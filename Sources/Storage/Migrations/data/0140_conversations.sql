-- People who wrote to us, and what they can be reached by. Values are sealed under the person's own key.
CREATE TABLE contacts (
    person_id BLOB NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    minimum_age INTEGER,
    first_seen_at INTEGER NOT NULL
);

CREATE TABLE contact_identifiers (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value BLOB NOT NULL,
    proven_at INTEGER,
    added_at INTEGER NOT NULL
);

CREATE INDEX contact_identifiers_by_person ON contact_identifiers (person_id);

-- Positions count a conversation's messages from 1. The four marks say up to which of them each side has received and read.
CREATE TABLE conversations (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    assignee BLOB,
    language TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    notice_shown_at INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    last_visitor_position INTEGER NOT NULL,
    staff_delivered INTEGER NOT NULL,
    staff_read INTEGER NOT NULL,
    visitor_delivered INTEGER NOT NULL,
    visitor_read INTEGER NOT NULL,
    mailed_position INTEGER NOT NULL,
    snoozed_until INTEGER,
    opened_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);

CREATE INDEX conversations_by_change ON conversations (state, changed_at);

CREATE INDEX conversations_by_assignee ON conversations (assignee, state, changed_at);

CREATE INDEX conversations_by_person ON conversations (person_id);

-- What a visitor's browser shows to be let into its conversation: SHA-256 of 32 random bytes that only the browser keeps.
CREATE TABLE chat_sessions (
    digest BLOB NOT NULL PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    began_at INTEGER NOT NULL
);

CREATE INDEX chat_sessions_by_conversation ON chat_sessions (conversation_id);

CREATE INDEX chat_sessions_by_person ON chat_sessions (person_id);

-- client_id is made by whoever wrote, so that a message sent again is the same message.
CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    direction TEXT NOT NULL,
    route TEXT NOT NULL,
    author BLOB,
    client_id BLOB NOT NULL,
    text BLOB NOT NULL,
    written_at INTEGER NOT NULL,
    edited_at INTEGER,
    UNIQUE (conversation_id, position),
    UNIQUE (conversation_id, client_id)
);

CREATE INDEX messages_by_person ON messages (person_id);

-- Until when a member of staff counts as being at the inbox.
CREATE TABLE agent_presence (
    person_id BLOB NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
);
