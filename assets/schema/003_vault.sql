-- Secrets: never in the journal, not rebuilt, erasable.
CREATE TABLE vault_pin (
    staff TEXT PRIMARY KEY,
    pin_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vault_badge (
    badge_hash BLOB PRIMARY KEY CHECK (length(badge_hash) = 32),
    staff TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A keyed hash of a constant: tells whether the pepper file is the one that the hashes were made with.
CREATE TABLE vault_pepper (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    witness BLOB NOT NULL CHECK (length(witness) = 32)
) STRICT;

-- Names of people stand in no event: an event says who by id.
CREATE TABLE vault_staff_name (
    staff TEXT PRIMARY KEY,
    english TEXT NOT NULL,
    persian TEXT NOT NULL
) STRICT, WITHOUT ROWID;
