-- What a grant offers beside its remedy: until when goods were promised, which goods a substitute is, and when a voucher
-- was taken in. Such remedies came with this step, so that older rows say nothing of them.
ALTER TABLE remedy_grant ADD COLUMN at_hand INTEGER NOT NULL DEFAULT 1 CHECK (at_hand IN (0, 1));
ALTER TABLE remedy_grant ADD COLUMN promised_for INTEGER;
ALTER TABLE remedy_grant ADD COLUMN instead_code TEXT;
ALTER TABLE remedy_grant ADD COLUMN instead_name TEXT;
ALTER TABLE remedy_grant ADD COLUMN redeemed_at INTEGER;
ALTER TABLE remedy_grant ADD COLUMN redeemed_by TEXT;

-- Goods that are owed and were promised: each until it is kept, or takes another form.
CREATE TABLE promise (
    grant_id TEXT PRIMARY KEY REFERENCES remedy_grant (id),
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    due INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX promise_due ON promise (due, case_id);
