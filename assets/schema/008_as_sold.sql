-- What else a till says of what it sold. A receipt to which none of it applies has the same size as before, but for a byte
-- for each empty column.
ALTER TABLE receipt ADD COLUMN suspended INTEGER CHECK (suspended = 1); -- set aside and not paid; its kind is 2 then
ALTER TABLE receipt_line ADD COLUMN unit INTEGER CHECK (unit BETWEEN 1 AND 6); -- where it is not pieces
ALTER TABLE receipt_line ADD COLUMN discount INTEGER CHECK (discount > 0); -- taken off before the amount

-- As the receipt sums them up, in its currency.
CREATE TABLE receipt_tax (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    percent_milli INTEGER, -- 20 % is 20000
    amount INTEGER NOT NULL,
    included INTEGER NOT NULL CHECK (included IN (0, 1)), -- in the amounts of the lines
    PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

-- The earlier receipts that one speaks of, by their keys, since they may come later or never.
CREATE TABLE receipt_link (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    position INTEGER NOT NULL,
    reason INTEGER NOT NULL CHECK (reason IN (0, 1)), -- goods came back, a ticket was gone on with
    line INTEGER, -- of this receipt, else all of it
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    to_line INTEGER,
    PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_link_to ON receipt_link (sequence, business_day, workstation, business_unit);
-- Goods that came back, to be held against later claims on their sale.
CREATE INDEX returned_line ON receipt_line (item, receipt) WHERE kind = 1 AND voided = 0;
