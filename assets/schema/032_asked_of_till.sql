-- Whether a till was asked for the money of a grant and has not said yet how that ended.
ALTER TABLE remedy_grant ADD COLUMN asked_of_till INTEGER NOT NULL DEFAULT 0 CHECK (asked_of_till IN (0, 1));

-- Every pulse to a drawer by the id under which it was asked for: asked for again, it is answered and not sent.
CREATE TABLE drawer_opening (
    pulse TEXT PRIMARY KEY,
    asked_in INTEGER NOT NULL,
    outcome INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX drawer_opening_without_end ON drawer_opening (asked_in) WHERE outcome IS NULL;

CREATE TEMP TABLE drawer_event AS
SELECT position, type, json_extract(CAST(body AS TEXT), '$.event.pulse') AS pulse,
    CASE json_extract(CAST(body AS TEXT), '$.event.outcome')
        WHEN 'opened' THEN 0 WHEN 'pulsed' THEN 1 WHEN 'unconfirmed' THEN 2 WHEN 'printer_held' THEN 3
        WHEN 'not_delivered' THEN 4 END AS outcome
FROM event WHERE type IN ('drawer.open_asked', 'drawer.open_ended') AND json_valid(CAST(body AS TEXT));

INSERT INTO drawer_opening (pulse, asked_in)
SELECT pulse, min(position) FROM drawer_event WHERE type = 'drawer.open_asked' AND pulse IS NOT NULL GROUP BY pulse;

UPDATE drawer_opening SET outcome = ended.outcome
FROM (SELECT pulse, outcome, min(position) FROM drawer_event WHERE type = 'drawer.open_ended' GROUP BY pulse) AS ended
WHERE ended.pulse = drawer_opening.pulse;

DROP TABLE drawer_event;
