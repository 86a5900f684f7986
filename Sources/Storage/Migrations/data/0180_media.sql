-- Files that people sent, sealed under their own key. size, chunks and seal are NULL until the last piece is stored; attached_at is
-- NULL until something refers to the file, and one that stays so goes after a day.
CREATE TABLE media (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL,
    type TEXT NOT NULL,
    name BLOB NOT NULL,
    seal BLOB,
    size INTEGER,
    chunks INTEGER,
    stored_at INTEGER NOT NULL,
    attached_at INTEGER
);

CREATE INDEX media_by_person ON media (person_id);

CREATE INDEX media_by_attachment ON media (attached_at, stored_at);

-- The content in pieces. An id is made of the file's id and the place of the piece, and the piece is sealed to it.
CREATE TABLE media_chunks (
    id BLOB NOT NULL PRIMARY KEY,
    media_id BLOB NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    content BLOB NOT NULL
);

CREATE INDEX media_chunks_by_media ON media_chunks (media_id);

CREATE INDEX media_chunks_by_person ON media_chunks (person_id);
