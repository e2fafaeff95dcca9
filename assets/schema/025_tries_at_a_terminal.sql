-- The tries of all together at this terminal stand beside each person's own, under no number: those since the last one that
-- was right.
INSERT INTO pin_attempts (staff, failures_in_a_row, last_boot, last_ms)
SELECT '', tries, json_extract(CAST(body AS TEXT), '$.event.boot'), json_extract(CAST(body AS TEXT), '$.event.boot_ms')
FROM event, (SELECT count(*) AS tries, max(position) AS last FROM event WHERE type = 'pin.tried' AND position >
    coalesce((SELECT max(position) FROM event WHERE type IN ('pin.accepted', 'pin.changed')), 0)) AS row_of_all
WHERE position = last;
