-- What each member of staff wants to be mailed about, where to and in which language. address: sealed under their key. What came
-- until told_until they have been told of; mailed_at is when, so that no kind is mailed more than once an hour.
CREATE TABLE staff_news (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    address BLOB NOT NULL,
    language TEXT NOT NULL,
    told_until INTEGER NOT NULL,
    mailed_at INTEGER
);

CREATE UNIQUE INDEX staff_news_by_person ON staff_news (person_id, kind);
