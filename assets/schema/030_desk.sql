-- What was noted by mistake is taken back at once: the journal tells both, and it says nothing of any claim.
ALTER TABLE left_behind ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));

-- Who first asked a manager in a case.
CREATE INDEX proposal_by_case ON proposal (case_id, asked_in);

-- Somebody typed how many: a fact of the line where the till tells it.
ALTER TABLE receipt_line ADD COLUMN quantity_keyed INTEGER CHECK (quantity_keyed = 1);

-- The language spoken with a customer, where somebody chose one: a fact of the case, for whoever opens it next.
ALTER TABLE recovery_case ADD COLUMN spoken INTEGER CHECK (spoken BETWEEN 0 AND 1);
