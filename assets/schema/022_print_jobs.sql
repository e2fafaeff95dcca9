-- What is to be printed stands here before the printer gets a byte of it: no record of what people did, which is the
-- journal's, but what becomes of each paper. Its number is the printer's name for it, by which it confirms it.
CREATE TABLE print_job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    job TEXT NOT NULL UNIQUE,
    matter INTEGER NOT NULL CHECK (matter BETWEEN 0 AND 3),
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),
    detail TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL CHECK (changed_at >= queued_at)
) STRICT;

CREATE INDEX print_job_under_way ON print_job (state, number) WHERE state < 2;

-- Slips that were under way when no jobs were kept may be on paper or not: as if they had been begun.
INSERT INTO print_job (job, matter, state, detail, queued_at, changed_at)
    SELECT job, 0, 1, '', 0, 0 FROM slip_print WHERE outcome IS NULL ORDER BY job;
