-- A grant that was reversed is kept, with when and by whom, and counts in no sum; a case has one in force at most.
-- SQLite takes no UNIQUE off a table, so both tables are made anew, the one that refers to the other first gone.
CREATE TEMP TABLE slip_print_before AS SELECT * FROM slip_print;
DROP TABLE slip_print;

ALTER TABLE remedy_grant RENAME TO remedy_grant_before;
DROP INDEX remedy_grant_by_receipt;

CREATE TABLE remedy_grant (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    authority TEXT NOT NULL,
    approved_proposal TEXT UNIQUE REFERENCES approval (proposal),
    slip TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    reversed_at INTEGER,
    reversed_by TEXT,
    CHECK ((reversed_at IS NULL) = (reversed_by IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO remedy_grant SELECT *, NULL, NULL FROM remedy_grant_before;
DROP TABLE remedy_grant_before;

CREATE INDEX remedy_grant_by_receipt ON remedy_grant (business_unit, workstation, business_day, sequence, given_at);
CREATE INDEX remedy_grant_by_case ON remedy_grant (case_id);
CREATE UNIQUE INDEX remedy_grant_in_force ON remedy_grant (case_id) WHERE reversed_at IS NULL;

CREATE TABLE slip_print (
    job TEXT PRIMARY KEY,
    slip TEXT NOT NULL REFERENCES remedy_grant (slip),
    copy INTEGER NOT NULL CHECK (copy >= 0),
    outcome INTEGER,
    UNIQUE (slip, copy)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_print_under_way ON slip_print (slip) WHERE outcome IS NULL;

INSERT INTO slip_print SELECT * FROM slip_print_before;
DROP TABLE slip_print_before;
