-- A grant is a replacement, a refund or a price difference; a price that was put right uses up no unit, but is put
-- right once for each. A grant may have several slips: one for each remedy that it changed to, and one that takes it
-- back on paper. SQLite takes no CHECK off a table, so they are made anew, what refers to another first gone.
CREATE TEMP TABLE slip_print_before AS SELECT * FROM slip_print;
CREATE TEMP TABLE remedy_grant_before AS SELECT * FROM remedy_grant;
CREATE TEMP TABLE line_made_good_before AS SELECT * FROM line_made_good;
DROP TABLE slip_print;
DROP TABLE remedy_grant;
DROP TABLE line_made_good;

ALTER TABLE recovery_case ADD COLUMN right_price INTEGER; -- of one, in the case's currency

CREATE TABLE line_made_good (
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    line INTEGER NOT NULL,
    granted INTEGER NOT NULL CHECK (granted >= 0),
    repriced INTEGER NOT NULL CHECK (repriced >= 0),
    value INTEGER NOT NULL CHECK (value >= 0),
    repriced_value INTEGER NOT NULL CHECK (repriced_value BETWEEN 0 AND value),
    sold INTEGER,
    paid INTEGER,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (business_unit, workstation, business_day, sequence, line),
    CHECK (granted + repriced > 0),
    CHECK (granted <= sold),
    CHECK (repriced <= sold),
    CHECK (value <= paid)
) STRICT, WITHOUT ROWID;

INSERT INTO line_made_good
SELECT business_unit, workstation, business_day, sequence, line, granted, 0, value, 0, sold, paid, last_at
FROM line_made_good_before;

-- `quantity` counts units that the grant uses up, `repriced` those whose price it puts right: one of them is zero.
-- `remedy_since` is when it became this remedy, and `came_back_before` what of the line a till had taken back by then.
CREATE TABLE remedy_grant (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    line INTEGER NOT NULL,
    remedy INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    repriced INTEGER NOT NULL CHECK (repriced >= 0),
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    authority TEXT NOT NULL,
    approved_proposal TEXT UNIQUE REFERENCES approval (proposal),
    given_at INTEGER NOT NULL,
    remedy_since INTEGER NOT NULL,
    came_back_before INTEGER NOT NULL,
    reversed_at INTEGER,
    reversed_by TEXT,
    CHECK ((quantity > 0) <> (repriced > 0)),
    CHECK ((reversed_at IS NULL) = (reversed_by IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO remedy_grant
SELECT id, case_id, business_unit, workstation, business_day, sequence, line, 0, quantity, 0, value, currency,
    authority, approved_proposal, given_at, given_at, 0, reversed_at, reversed_by
FROM remedy_grant_before;

CREATE INDEX remedy_grant_by_receipt ON remedy_grant (business_unit, workstation, business_day, sequence, given_at);
CREATE INDEX remedy_grant_by_case ON remedy_grant (case_id);
CREATE UNIQUE INDEX remedy_grant_in_force ON remedy_grant (case_id) WHERE reversed_at IS NULL;

-- `position` counts the slips of a case from 1.
CREATE TABLE slip (
    number TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    grant_id TEXT NOT NULL REFERENCES remedy_grant (id),
    cancels INTEGER NOT NULL CHECK (cancels IN (0, 1)),
    document TEXT NOT NULL,
    UNIQUE (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_by_grant ON slip (grant_id, position);

INSERT INTO slip
SELECT slip, case_id, row_number() OVER (PARTITION BY case_id ORDER BY given_at, id), id, 0, document
FROM remedy_grant_before;

CREATE TABLE slip_print (
    job TEXT PRIMARY KEY,
    slip TEXT NOT NULL REFERENCES slip (number),
    copy INTEGER NOT NULL CHECK (copy >= 0),
    outcome INTEGER,
    UNIQUE (slip, copy)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_print_under_way ON slip_print (slip) WHERE outcome IS NULL;

INSERT INTO slip_print SELECT * FROM slip_print_before;
DROP TABLE slip_print_before;
DROP TABLE remedy_grant_before;
DROP TABLE line_made_good_before;
