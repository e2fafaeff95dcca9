-- When somebody said a polite no: that is when the case was answered, and not when it was opened.
ALTER TABLE recovery_case ADD COLUMN declined_at INTEGER;

CREATE TEMP TABLE no_said AS
SELECT json_extract(CAST(body AS TEXT), '$.event.case') AS case_id, json_extract(CAST(body AS TEXT), '$.at') AS at, max(position)
FROM event WHERE type = 'approval.declined' AND json_valid(CAST(body AS TEXT))
GROUP BY case_id;

UPDATE recovery_case SET declined_at = no_said.at FROM no_said
WHERE recovery_case.id = no_said.case_id AND declined_by IS NOT NULL;

-- Of those that somebody opened again in the register the answer was written down there.
UPDATE care_step SET taken_at = recovery_case.declined_at FROM recovery_case
WHERE care_step.record = recovery_case.id AND number = 2 AND step = 4 AND declined_at IS NOT NULL
    AND taken_by = declined_by AND taken_at = opened_at;
UPDATE care_record SET answered_at = recovery_case.declined_at FROM recovery_case
WHERE care_record.id = recovery_case.id AND declined_at IS NOT NULL AND answered_by = declined_by
    AND answered_at = opened_at;

DROP TABLE no_said;
