-- A number (kind 3) or account (kind 4) of a messenger leads to one person, however many of their messages come at once.
CREATE UNIQUE INDEX lookups_of_messengers ON lookups (kind, digest) WHERE kind IN (3, 4);
