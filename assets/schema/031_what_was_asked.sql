-- A request for a manager that a person took back asks nobody any more; one that ran out still does, on the same day.
ALTER TABLE proposal ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));
UPDATE proposal SET taken_back = 1
WHERE id IN (
    SELECT json_extract(CAST(body AS TEXT), '$.event.proposal') FROM event
    WHERE type = 'approval.withdrawn' AND actor <> 'system' AND json_valid(CAST(body AS TEXT)));

-- What a case took from the log only when it was tied to its receipt is free again where that was the wrong one.
ALTER TABLE left_behind ADD COLUMN by_tie INTEGER NOT NULL DEFAULT 0 CHECK (by_tie = 0 OR made_good IS NOT NULL);

-- The cases of a receipt come in the order of opening, the grants of a case in that of giving.
DROP INDEX recovery_case_by_receipt;
CREATE INDEX recovery_case_by_receipt ON recovery_case (business_unit, workstation, business_day, sequence, opened_at);
DROP INDEX remedy_grant_by_case;
CREATE INDEX remedy_grant_by_case ON remedy_grant (case_id, given_at);
