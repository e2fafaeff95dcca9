-- Grants that were given alone and that chance chose for somebody else to look at. Never by who gave them.
CREATE TABLE second_look (
    grant_id TEXT PRIMARY KEY REFERENCES remedy_grant (id),
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    given_by TEXT NOT NULL,
    due INTEGER NOT NULL, -- business day
    looked_by TEXT,
    looked_at INTEGER,
    CHECK ((looked_by IS NULL) = (looked_at IS NULL)),
    CHECK (looked_by <> given_by)
) STRICT, WITHOUT ROWID;

CREATE INDEX second_look_due ON second_look (due, case_id) WHERE looked_by IS NULL;
CREATE INDEX second_look_by_case ON second_look (case_id, grant_id);
