-- Who received what about whom, when and why. state: 1 sending, 2 answered, 3 not sent, 4 no answer, 5 refused.
-- subject is the order or request it was sent for. categories are the policy's names, separated by spaces.
CREATE TABLE disclosures (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    categories TEXT NOT NULL,
    subject BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    reason TEXT,
    policy_version TEXT NOT NULL,
    sent_at INTEGER NOT NULL
);

CREATE INDEX disclosures_by_person ON disclosures (person_id, sent_at);

CREATE INDEX disclosures_by_subject ON disclosures (subject, sent_at);
