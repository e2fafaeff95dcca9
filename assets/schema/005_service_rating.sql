-- What the customer thought of the service, the last of what they said for a case.
CREATE TABLE service_rating (
    case_id TEXT PRIMARY KEY REFERENCES recovery_case (id),
    faces INTEGER NOT NULL CHECK (faces BETWEEN 1 AND 5),
    rated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
