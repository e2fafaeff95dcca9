-- How far each complaint is, whose it is and by when it is to be answered, why it happened, and each step on its way. Of a
-- recovery case nothing stands here until somebody takes a step with its record.
ALTER TABLE care_record ADD COLUMN stage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE care_record ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE care_record ADD COLUMN severity INTEGER NOT NULL DEFAULT 1;
ALTER TABLE care_record ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
ALTER TABLE care_record ADD COLUMN escalate_to TEXT NOT NULL DEFAULT '';
ALTER TABLE care_record ADD COLUMN due INTEGER;
ALTER TABLE care_record ADD COLUMN remind_at INTEGER;
ALTER TABLE care_record ADD COLUMN escalate_at INTEGER;
ALTER TABLE care_record ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE care_record ADD COLUMN answer_way INTEGER;
ALTER TABLE care_record ADD COLUMN answered_by TEXT;
ALTER TABLE care_record ADD COLUMN answered_at INTEGER;
ALTER TABLE care_record ADD COLUMN hand_overs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE care_record ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE care_record ADD COLUMN steps INTEGER NOT NULL DEFAULT 1;
ALTER TABLE care_record ADD COLUMN of_case TEXT REFERENCES recovery_case (id);

DROP INDEX care_record_by_time;
CREATE INDEX care_record_by_stage ON care_record (stage, received_at);

CREATE TABLE care_step (
    record TEXT NOT NULL REFERENCES care_record (id),
    number INTEGER NOT NULL CHECK (number > 0),
    step INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    cause TEXT NOT NULL DEFAULT '',
    way INTEGER,
    handed_to TEXT NOT NULL DEFAULT '',
    has_words INTEGER NOT NULL CHECK (has_words IN (0, 1)),
    PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

INSERT INTO care_step (record, number, step, taken_by, taken_at, has_words)
SELECT id, 1, 0, received_by, received_at, has_words FROM care_record;

-- Which record each command was about: a repeated command changes nothing.
CREATE TABLE care_request (
    request TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES care_record (id)
) STRICT, WITHOUT ROWID;
