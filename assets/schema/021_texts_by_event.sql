-- The hashes of events differ as their numbers do, which are hashed. An index over them kept nothing else out, and cost every
-- event a page of its own. SQLite takes no UNIQUE off a table, so it is made anew.
ALTER TABLE event RENAME TO event_before;

CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    event_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    on_behalf_of TEXT NOT NULL,
    body BLOB NOT NULL,
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (terminal, epoch, seq)
) STRICT;

INSERT INTO event SELECT * FROM event_before ORDER BY position;
DROP TABLE event_before;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

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

-- The few slips of a case are found by the case; those of a grant are among them.
DROP INDEX slip_by_grant;
