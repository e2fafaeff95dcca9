-- What is set aside may bear a label of its own, by which a scan finds its entry again.
ALTER TABLE left_behind ADD COLUMN label TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX left_behind_by_label ON left_behind (label) WHERE label <> '';
