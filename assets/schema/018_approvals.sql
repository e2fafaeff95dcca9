-- What was given before a manager signed it, who does so by the next business day. Never what a manager approved.
ALTER TABLE remedy_grant ADD COLUMN to_countersign INTEGER NOT NULL DEFAULT 0
    CHECK (to_countersign = 0 OR (to_countersign = 1 AND approved_proposal IS NULL));
ALTER TABLE second_look ADD COLUMN to_countersign INTEGER NOT NULL DEFAULT 0 CHECK (to_countersign IN (0, 1));

-- What a manager asked about a proposal, and what was answered when they were asked again: each a ready one by its key in
-- the catalogues, or own words, as JSON. `number` counts from 1 in each case.
CREATE TABLE asked_back (
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
