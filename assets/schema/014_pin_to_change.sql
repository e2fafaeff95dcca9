-- A PIN that somebody else chose for a person opens nothing until they have chosen their own.
ALTER TABLE vault_pin ADD COLUMN to_change INTEGER NOT NULL DEFAULT 0 CHECK (to_change IN (0, 1));

CREATE INDEX vault_badge_staff ON vault_badge (staff);
