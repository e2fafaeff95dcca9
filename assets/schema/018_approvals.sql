-- What was given before a manager signed it, who does so by the next business day. Never what a manager approved.
ALTER TABLE remedy_grant ADD COLUMN to_countersign INTEGER NOT NULL DEFAULT 0
    CHECK (to_countersign = 0 OR (to_countersign = 1 AND approved_proposal IS NULL));
ALTER TABLE second_look ADD COLUMN to_countersign INTEGER NOT NULL DEFAULT 0 CHECK (to_countersign IN (0, 1));
