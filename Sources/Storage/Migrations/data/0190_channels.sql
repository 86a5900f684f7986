-- Numbers of a messenger that belong to the organisation: number is what the messenger calls one, account what it belongs to there.
CREATE TABLE channel_numbers (
    number TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    shown TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    quality TEXT,
    -- Why nothing is sent from it at present: the messenger's code. NULL while all is well.
    paused_code INTEGER,
    changed_at INTEGER NOT NULL
);

-- What a messenger knows a person by: a telephone number, an account without one.
CREATE TABLE channel_identities (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES contacts (person_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (person_id, kind)
);

-- The name a person gives themselves there.
CREATE TABLE channel_profiles (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL UNIQUE REFERENCES contacts (person_id) ON DELETE CASCADE,
    name BLOB NOT NULL,
    changed_at INTEGER NOT NULL
);

-- Which of our numbers a conversation is with, and what the person allows: one for each person and number.
CREATE TABLE channel_threads (
    conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    number TEXT NOT NULL,
    last_inbound_at INTEGER,
    stopped_at INTEGER,
    agreed_at INTEGER,
    marketing_stopped_at INTEGER,
    blocked_at INTEGER,
    unreachable_at INTEGER,
    read_position INTEGER NOT NULL,
    UNIQUE (person_id, number)
);

-- What a messenger says of a message beside its words. digest: SHA-256 of its identifier there, which holds the person's number and is
-- therefore sealed itself. For what we send: where it stands, and when it came there.
CREATE TABLE channel_messages (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
    conversation_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    digest BLOB UNIQUE,
    external BLOB,
    kind TEXT NOT NULL,
    payload BLOB,
    reply_to BLOB,
    template_id BLOB,
    state TEXT NOT NULL,
    trouble TEXT,
    code INTEGER,
    tries INTEGER NOT NULL,
    tried_at INTEGER,
    sent_at INTEGER,
    delivered_at INTEGER,
    read_at INTEGER,
    failed_at INTEGER
);

CREATE INDEX channel_messages_by_conversation ON channel_messages (conversation_id, state);

CREATE INDEX channel_messages_by_person ON channel_messages (person_id);

-- One sign of each side on a message.
CREATE TABLE message_reactions (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    side TEXT NOT NULL,
    emoji BLOB NOT NULL,
    reacted_at INTEGER NOT NULL,
    UNIQUE (message_id, side)
);

-- Messages the messenger has approved beforehand, the only ones that may open a conversation. Nothing in them is about anybody.
CREATE TABLE message_templates (
    id BLOB NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    header TEXT,
    body TEXT NOT NULL,
    button_parameters TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    UNIQUE (account, name, language)
);
