-- Which words a message has, as 512 bits made with a key: what a search looks through without opening anything.
CREATE TABLE message_words (
    message_id BLOB NOT NULL PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    bits_0 INTEGER NOT NULL,
    bits_1 INTEGER NOT NULL,
    bits_2 INTEGER NOT NULL,
    bits_3 INTEGER NOT NULL,
    bits_4 INTEGER NOT NULL,
    bits_5 INTEGER NOT NULL,
    bits_6 INTEGER NOT NULL,
    bits_7 INTEGER NOT NULL
);

CREATE INDEX message_words_by_person ON message_words (person_id);
