-- What a customer told in place of a receipt: goods that none shows, or how they were served. Such a case has an empty
-- receipt key.
ALTER TABLE recovery_case ADD COLUMN told TEXT;
