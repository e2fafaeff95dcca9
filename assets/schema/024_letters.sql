-- A letter of apology beside what was given is a paper of its grant too, and never its slip.
ALTER TABLE slip ADD COLUMN is_letter INTEGER NOT NULL DEFAULT 0 CHECK (is_letter = 0 OR (is_letter = 1 AND cancels = 0));
