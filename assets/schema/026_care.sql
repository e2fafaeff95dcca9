-- The register of what customers tell: complaints and praise, with no receipt needed.
CREATE TABLE care_record (
    id TEXT PRIMARY KEY,
    kind INTEGER NOT NULL,
    said TEXT NOT NULL,
    has_words INTEGER NOT NULL CHECK (has_words IN (0, 1)),
    has_phone INTEGER NOT NULL CHECK (has_phone IN (0, 1)),
    received_by TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX care_record_by_time ON care_record (received_at);

-- The words of customers, and how to reach them: not rebuilt, erasable. Texts are sealed under a key that is made of
-- the pepper and the record's salt, so that no text can be read once its salt is gone. The mark of a phone finds its
-- records when the customer asks for them.
CREATE TABLE vault_care (
    record TEXT PRIMARY KEY,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    phone_mark BLOB CHECK (length(phone_mark) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_care_by_phone ON vault_care (phone_mark) WHERE phone_mark IS NOT NULL;

-- Part 0 is the phone, the others are the steps in the record's life.
CREATE TABLE vault_care_text (
    record TEXT NOT NULL REFERENCES vault_care (record),
    part INTEGER NOT NULL CHECK (part >= 0),
    sealed BLOB NOT NULL,
    PRIMARY KEY (record, part)
) STRICT, WITHOUT ROWID;
