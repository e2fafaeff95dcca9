-- A claim may be about several lines of its receipt. Case and grant name the first; here are the others. `value` of a
-- grant is that of all its lines, `value_of_more` that of those that stand here.
ALTER TABLE recovery_case ADD COLUMN more TEXT;
ALTER TABLE remedy_grant ADD COLUMN value_of_more INTEGER NOT NULL DEFAULT 0 CHECK (value_of_more BETWEEN 0 AND value);

CREATE TABLE further_line (
    grant_id TEXT NOT NULL REFERENCES remedy_grant (id),
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    value INTEGER NOT NULL CHECK (value >= 0),
    came_back_before INTEGER NOT NULL,
    PRIMARY KEY (grant_id, line)
) STRICT, WITHOUT ROWID;
