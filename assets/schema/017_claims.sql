-- A claim may be about several lines of its receipt. Case and grant name the first; here are the others. `value` of a
-- grant is that of all it gives, `value_elsewhere` what of it does not count on the line that it names.
ALTER TABLE recovery_case ADD COLUMN more TEXT;
ALTER TABLE remedy_grant ADD COLUMN value_elsewhere INTEGER NOT NULL DEFAULT 0
    CHECK (value_elsewhere BETWEEN 0 AND value);

CREATE TABLE further_line (
    grant_id TEXT NOT NULL REFERENCES remedy_grant (id),
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    value INTEGER NOT NULL CHECK (value >= 0),
    came_back_before INTEGER NOT NULL,
    PRIMARY KEY (grant_id, line)
) STRICT, WITHOUT ROWID;

-- What went by the customer's word is found by its goods, until it is tied to the receipt that turned up.
ALTER TABLE recovery_case ADD COLUMN told_goods TEXT;
ALTER TABLE recovery_case ADD COLUMN tied_at INTEGER;

UPDATE recovery_case SET told_goods = nullif(json_extract(told, '$.item.code'), '') WHERE told IS NOT NULL;
UPDATE recovery_case SET told_goods = substr('00000000000000' || told_goods, -14)
WHERE length(told_goods) BETWEEN 8 AND 14 AND told_goods NOT GLOB '*[^0-9]*';

CREATE INDEX recovery_case_by_word ON recovery_case (told_goods, opened_at) WHERE told_goods IS NOT NULL;
