-- Who gave each remedy, so that what one person gave alone on a day can be summed up. Of the grants of before, the journal
-- knows it.
ALTER TABLE remedy_grant ADD COLUMN given_by TEXT NOT NULL DEFAULT '';

UPDATE remedy_grant SET given_by = given.actor
FROM (SELECT actor, CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.event.grant') END
    AS id FROM event WHERE type = 'grant.given') AS given
WHERE given.id = remedy_grant.id;

CREATE INDEX remedy_grant_given_alone ON remedy_grant (given_by, given_at)
WHERE approved_proposal IS NULL AND reversed_at IS NULL;
