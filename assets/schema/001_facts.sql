-- What the till told. A receipt's id is business day (days since 1970) * 2^20 + a counter, so that one day is one
-- range of ids in whatever order days are imported. Times are civil seconds since 1970-01-01T00:00, amounts whole
-- minor units, quantities thousandths.
CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    superseded_by INTEGER REFERENCES receipt (id),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    number TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    begun_at INTEGER NOT NULL,
    utc_offset_minutes INTEGER,
    operator_id TEXT NOT NULL,
    customer_hash BLOB CHECK (length(customer_hash) = 32),
    total INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    UNIQUE (business_unit, workstation, business_day, sequence, revision),
    CHECK (id BETWEEN business_day * 1048576 AND business_day * 1048576 + 1048575)
) STRICT;

CREATE INDEX receipt_by_number ON receipt (number, id);

CREATE TABLE receipt_line (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    entry_method INTEGER NOT NULL CHECK (entry_method BETWEEN 0 AND 3),
    PRIMARY KEY (receipt, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_line_by_code ON receipt_line (code, receipt);

CREATE TABLE receipt_tender (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    card_last_four TEXT NOT NULL CHECK (length(card_last_four) <= 4),
    PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

-- What the shop calls a code today; receipts keep the name as sold.
CREATE TABLE product (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
