-- Receipts once more, for finding them by what people remember, in two thirds of the room: codes, names, lanes and
-- kinds of payment stand once per wording, and each item has the list of the receipts that it stands on.
CREATE TABLE workstation (
    id INTEGER PRIMARY KEY,
    business_unit TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (business_unit, name)
) STRICT;

-- An item as sold: a code with a name that stood beside it on paper.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (code, name)
) STRICT;

-- The words of items' names in the spelling for searching.
CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    spelling TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE item_word (
    word INTEGER NOT NULL REFERENCES word (id),
    item INTEGER NOT NULL REFERENCES item (id),
    PRIMARY KEY (word, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE tender_kind (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Keyed hashes of loyalty numbers and of phones.
CREATE TABLE customer_mark (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

ALTER TABLE receipt RENAME TO receipt_before;
ALTER TABLE receipt_line RENAME TO receipt_line_before;
ALTER TABLE receipt_tender RENAME TO receipt_tender_before;
DROP INDEX receipt_by_number;
DROP INDEX receipt_line_by_code;

-- `superseded_by` names a receipt too, but a foreign key would make SQLite look through the whole table whenever a
-- receipt is deleted.
CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    workstation INTEGER NOT NULL REFERENCES workstation (id),
    business_day INTEGER NOT NULL GENERATED ALWAYS AS (id >> 20) VIRTUAL,
    sequence TEXT NOT NULL,
    number TEXT, -- where it is not the sequence
    revision INTEGER NOT NULL CHECK (revision >= 1),
    superseded_by INTEGER,
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 16),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    begun_at INTEGER NOT NULL,
    utc_offset_minutes INTEGER,
    operator_id TEXT NOT NULL,
    customer INTEGER REFERENCES customer_mark (id),
    phone INTEGER REFERENCES customer_mark (id),
    total INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    items INTEGER NOT NULL CHECK (items >= 0) -- different codes on lines of goods
) STRICT;

INSERT INTO workstation (business_unit, name) SELECT DISTINCT business_unit, workstation FROM receipt_before;
INSERT INTO item (code, name) SELECT DISTINCT code, name FROM receipt_line_before;
INSERT INTO tender_kind (name) SELECT DISTINCT kind FROM receipt_tender_before;
INSERT INTO customer_mark (hash) SELECT DISTINCT customer_hash FROM receipt_before WHERE customer_hash IS NOT NULL;

INSERT INTO receipt (id, workstation, sequence, number, revision, superseded_by, content_hash, kind, begun_at,
    utc_offset_minutes, operator_id, customer, total, currency, items)
SELECT old.id, workstation.id, sequence, nullif(number, sequence), revision, superseded_by,
    substr(content_hash, 1, 16), kind, begun_at, utc_offset_minutes, operator_id,
    (SELECT id FROM customer_mark WHERE hash = customer_hash), total, currency,
    (SELECT count(DISTINCT code) FROM receipt_line_before AS line WHERE line.receipt = old.id AND line.kind < 2)
FROM receipt_before AS old
JOIN workstation ON workstation.business_unit = old.business_unit AND workstation.name = old.workstation
ORDER BY old.id;

CREATE TABLE receipt_line (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    item INTEGER NOT NULL REFERENCES item (id),
    quantity INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT CHECK (length(currency) = 3), -- where it is not the receipt's
    entry_method INTEGER NOT NULL CHECK (entry_method BETWEEN 0 AND 3),
    PRIMARY KEY (receipt, number)
) STRICT, WITHOUT ROWID;

INSERT INTO receipt_line
SELECT line.receipt, line.number, line.kind, line.voided, item.id, line.quantity, line.amount,
    nullif(line.currency, receipt.currency), line.entry_method
FROM receipt_line_before AS line
JOIN receipt ON receipt.id = line.receipt
JOIN item ON item.code = line.code AND item.name = line.name
ORDER BY line.receipt, line.number;

CREATE TABLE receipt_tender (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL REFERENCES tender_kind (id),
    amount INTEGER NOT NULL,
    currency TEXT CHECK (length(currency) = 3), -- where it is not the receipt's
    card_last_four TEXT CHECK (length(card_last_four) <= 4),
    reference TEXT, -- by which the bank knows the payment
    PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

INSERT INTO receipt_tender
SELECT tender.receipt, tender.position, tender_kind.id, tender.amount, nullif(tender.currency, receipt.currency),
    nullif(tender.card_last_four, ''), NULL
FROM receipt_tender_before AS tender
JOIN receipt ON receipt.id = tender.receipt
JOIN tender_kind ON tender_kind.name = tender.kind
ORDER BY tender.receipt, tender.position;

DROP TABLE receipt_tender_before;
DROP TABLE receipt_line_before;
DROP TABLE receipt_before;

-- The receipts that an item stands on as goods, by time, each with the gist that ranks it before it is read:
-- receipt_gist.hpp. Without a foreign key to the receipt, since it is deleted from its lines.
CREATE TABLE purchase (
    item INTEGER NOT NULL REFERENCES item (id),
    receipt INTEGER NOT NULL,
    gist INTEGER NOT NULL,
    PRIMARY KEY (item, receipt)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX receipt_by_key ON receipt (sequence, workstation, business_day, revision);
CREATE INDEX receipt_by_number ON receipt (number) WHERE number IS NOT NULL;
CREATE INDEX receipt_by_total ON receipt (total);
CREATE INDEX receipt_by_customer ON receipt (customer) WHERE customer IS NOT NULL;
CREATE INDEX receipt_by_phone ON receipt (phone) WHERE phone IS NOT NULL;
CREATE INDEX tender_by_card ON receipt_tender (card_last_four, receipt) WHERE card_last_four IS NOT NULL;
CREATE INDEX tender_by_reference ON receipt_tender (reference, receipt) WHERE reference IS NOT NULL;
