-- What went home beyond what was paid for: so much more of weighed goods, and what it is worth in the grant's currency.
-- Both nothing where nothing did.
ALTER TABLE remedy_grant ADD COLUMN gift_more INTEGER CHECK (gift_more >= 0);
ALTER TABLE remedy_grant ADD COLUMN gift_value INTEGER CHECK (gift_value >= 0);

-- A gift takes goods off the stock too.
CREATE TABLE stock_movement_of_gifts (
    grant_id TEXT NOT NULL REFERENCES remedy_grant (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    goods TEXT NOT NULL,
    code TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 7),
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (grant_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO stock_movement_of_gifts (grant_id, number, case_id, goods, code, quantity, reason, moved_at)
    SELECT grant_id, number, case_id, goods, code, quantity, reason, moved_at FROM stock_movement;
DROP TABLE stock_movement;
ALTER TABLE stock_movement_of_gifts RENAME TO stock_movement;

CREATE INDEX stock_movement_by_time ON stock_movement (moved_at);
CREATE INDEX stock_movement_by_goods ON stock_movement (goods, moved_at);

-- A case that was divided so that parts of it are put right in different ways: what all of it was worth when the rules were
-- asked, by which they judge each part, and of the part that was split off, the case it came from.
ALTER TABLE recovery_case ADD COLUMN whole INTEGER CHECK (whole >= 0);
ALTER TABLE recovery_case ADD COLUMN rest_of TEXT REFERENCES recovery_case (id);

CREATE INDEX recovery_case_by_rest_of ON recovery_case (rest_of, id) WHERE rest_of IS NOT NULL;
