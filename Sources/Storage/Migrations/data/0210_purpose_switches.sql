-- Optional purposes this organisation does without, whatever its business declares. A row is an off switch.
CREATE TABLE switched_off_purposes (
    purpose TEXT NOT NULL PRIMARY KEY,
    switched_off_at INTEGER NOT NULL
);
