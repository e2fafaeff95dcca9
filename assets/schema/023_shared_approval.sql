-- Of a remedy that was divided while it was owed, the part that was split off stands on the authority of the grant that it
-- was a part of. Where that was a manager's approval, the part shares it, and was given by nobody alone.
ALTER TABLE remedy_grant ADD COLUMN shares_approval INTEGER NOT NULL DEFAULT 0
    CHECK (shares_approval = 0 OR (shares_approval = 1 AND approved_proposal IS NULL));

DROP INDEX remedy_grant_given_alone;
CREATE INDEX remedy_grant_given_alone ON remedy_grant (given_by, given_at)
WHERE approved_proposal IS NULL AND shares_approval = 0 AND reversed_at IS NULL;
