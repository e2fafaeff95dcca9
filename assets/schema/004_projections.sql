-- What the journal amounts to. Every row here is written with the event that causes it and can be made again from the
-- events alone; the rules' bounds stand here once more, as CHECK and UNIQUE.
CREATE TABLE staff (
    staff TEXT PRIMARY KEY,
    role INTEGER NOT NULL,
    language INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_attempts (
    staff TEXT PRIMARY KEY,
    failures_in_a_row INTEGER NOT NULL CHECK (failures_in_a_row >= 0),
    last_boot TEXT NOT NULL,
    last_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_try (
    request TEXT PRIMARY KEY,
    staff TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_case (
    id TEXT PRIMARY KEY,
    state INTEGER NOT NULL,
    claim TEXT NOT NULL,
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    revision INTEGER NOT NULL,
    line INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    complaint INTEGER NOT NULL,
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    decision TEXT,
    proposal TEXT REFERENCES proposal (id),
    declined_by TEXT,
    declined_reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX recovery_case_by_receipt ON recovery_case (business_unit, workstation, business_day, sequence);
CREATE INDEX recovery_case_by_state ON recovery_case (state, opened_at);

CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    requester TEXT NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A signature under one proposal: once, for exactly that digest, and never one's own.
CREATE TABLE approval (
    nonce TEXT PRIMARY KEY,
    proposal TEXT NOT NULL UNIQUE REFERENCES proposal (id),
    digest BLOB NOT NULL,
    requester TEXT NOT NULL,
    approver TEXT NOT NULL,
    CHECK (approver <> requester)
) STRICT, WITHOUT ROWID;

-- Σ granted ≤ sold and Σ money ≤ paid, over all revisions of the receipt. `sold` and `paid` are those of the revision
-- that the last grant names; NULL where the receipt is not on this machine.
CREATE TABLE line_made_good (
    business_unit TEXT NOT NULL,
    workstation TEXT NOT NULL,
    business_day INTEGER NOT NULL,
    sequence TEXT NOT NULL,
    line INTEGER NOT NULL,
    granted INTEGER NOT NULL CHECK (granted > 0),
    value INTEGER NOT NULL CHECK (value >= 0),
    sold INTEGER,
    paid INTEGER,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (business_unit, workstation, business_day, sequence, line),
    CHECK (granted <= sold),
    CHECK (value <= paid)
) STRICT, WITHOUT ROWID;

CREATE TABLE remedy_grant (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES recovery_case (id),
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
    given_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX remedy_grant_by_receipt ON remedy_grant (business_unit, workstation, business_day, sequence, given_at);

CREATE TABLE slip_print (
    job TEXT PRIMARY KEY,
    slip TEXT NOT NULL REFERENCES remedy_grant (slip),
    copy INTEGER NOT NULL CHECK (copy >= 0),
    outcome INTEGER,
    UNIQUE (slip, copy)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_print_under_way ON slip_print (slip) WHERE outcome IS NULL;

-- Which case each command was about: a repeated command changes nothing.
CREATE TABLE handled_request (
    request TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES recovery_case (id)
) STRICT, WITHOUT ROWID;
