-- The register's board is read by page. What waits lies in the order in which it is due; what has no date comes last.
CREATE INDEX care_record_waiting ON care_record (coalesce(due, 9223372036854775807), received_at) WHERE stage < 4;
-- Whom it waits for: who is responsible, and whoever it goes to where nobody has answered.
CREATE INDEX care_record_responsible ON care_record (responsible, due, escalate_at, escalate_to) WHERE stage < 4;
CREATE INDEX care_record_escalated ON care_record (escalate_to, escalate_at, due, responsible) WHERE stage < 4;

-- A case is closed and answered, and nobody has told yet why it happened.
ALTER TABLE recovery_case ADD COLUMN wants_cause INTEGER NOT NULL DEFAULT 0 CHECK (wants_cause IN (0, 1));
UPDATE recovery_case SET wants_cause = 1
WHERE state = 5 AND NOT EXISTS (SELECT 1 FROM care_record WHERE care_record.id = recovery_case.id)
    AND (declined_by IS NOT NULL
        OR EXISTS (SELECT 1 FROM remedy_grant WHERE case_id = recovery_case.id AND reversed_at IS NULL));
CREATE INDEX recovery_case_wants_cause ON recovery_case (opened_at) WHERE wants_cause = 1;
