-- The file a message brings, if any. It may be gone while the message stays.
ALTER TABLE messages ADD COLUMN media_id BLOB;
