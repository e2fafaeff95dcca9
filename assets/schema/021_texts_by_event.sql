-- A decision, a proposal and a slip are read from the events that tell them, which hold them whole; here stands which
-- ones those are, and nothing where one can no longer be read.
ALTER TABLE recovery_case ADD COLUMN decided_in INTEGER REFERENCES event (position);
ALTER TABLE proposal ADD COLUMN asked_in INTEGER REFERENCES event (position);
ALTER TABLE slip ADD COLUMN written_in INTEGER REFERENCES event (position);

CREATE TEMP TABLE teller AS
SELECT position, json_extract(CAST(body AS TEXT), '$.event.case') AS case_id,
    json_extract(CAST(body AS TEXT), '$.event.proposal.id') AS proposal,
    json_extract(CAST(body AS TEXT), '$.event.slip') AS slip, type
FROM event
WHERE type IN ('decision.made', 'approval.asked', 'grant.given', 'remedy.changed', 'slip.cancelled')
    AND json_valid(CAST(body AS TEXT));

UPDATE recovery_case SET decided_in = made.last
FROM (SELECT case_id, max(position) AS last FROM teller WHERE type = 'decision.made' GROUP BY case_id) AS made
WHERE recovery_case.id = made.case_id;

UPDATE proposal SET asked_in = asked.first
FROM (SELECT proposal AS id, min(position) AS first FROM teller WHERE type = 'approval.asked' GROUP BY proposal) AS asked
WHERE proposal.id = asked.id;

UPDATE slip SET written_in = written.first
FROM (SELECT slip AS number, min(position) AS first FROM teller WHERE slip IS NOT NULL GROUP BY slip) AS written
WHERE slip.number = written.number;

DROP TABLE teller;
ALTER TABLE recovery_case DROP COLUMN decision;
ALTER TABLE proposal DROP COLUMN content;
ALTER TABLE slip DROP COLUMN document;
