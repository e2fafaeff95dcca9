-- What was found in the shop after its buyers had left, as the journal tells it.
CREATE TABLE left_behind (
    id TEXT PRIMARY KEY,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    code TEXT NOT NULL,
    item TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    lane TEXT NOT NULL,
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    perishable_until INTEGER,
    found_at INTEGER NOT NULL,
    found_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moved_by TEXT NOT NULL,
    reserved_for TEXT NOT NULL DEFAULT '',
    made_good TEXT REFERENCES recovery_case (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX left_behind_by_item ON left_behind (code, found_at);
CREATE INDEX left_behind_by_state ON left_behind (state, moved_at);
CREATE INDEX left_behind_by_time ON left_behind (found_at);
CREATE INDEX left_behind_by_case ON left_behind (made_good) WHERE made_good IS NOT NULL;

-- Every step of an entry, with who did it, where it then lay, and when it happened and was recorded.
CREATE TABLE left_behind_move (
    entry TEXT NOT NULL REFERENCES left_behind (id),
    number INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    moved_by TEXT NOT NULL,
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    made_good TEXT REFERENCES recovery_case (id),
    PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;

-- Which entry each command was about: a repeated command changes nothing.
CREATE TABLE left_behind_request (
    request TEXT PRIMARY KEY,
    entry TEXT NOT NULL REFERENCES left_behind (id)
) STRICT, WITHOUT ROWID;
