-- What the folder of a business held at the newest start, and the time that content first came: its edition.
ALTER TABLE businesses ADD COLUMN content BLOB;

ALTER TABLE businesses ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
