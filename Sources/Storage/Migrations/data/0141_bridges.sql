-- Where a conversation is carried to, so that staff can answer from there: a topic of a group of theirs. carried_position is the
-- newest message that stands there; thread is NULL while a topic that was deleted there waits for another.
CREATE TABLE bridge_topics (
    conversation_id BLOB NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER,
    carried_position INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    UNIQUE (chat, thread)
);

CREATE INDEX bridge_topics_by_person ON bridge_topics (person_id);

-- A group that was moved to another number by the messenger.
CREATE TABLE bridge_groups (
    former_chat INTEGER NOT NULL PRIMARY KEY,
    chat INTEGER NOT NULL,
    moved_at INTEGER NOT NULL
);
