-- Workers find the next card that nobody has without reading those that somebody has, and claims that ran out without
-- reading those that go on.
CREATE INDEX card_free ON card (column_id, rank, id) WHERE archived = 0 AND assignee IS NULL AND blocked IS NULL;
CREATE INDEX card_lease ON card (lease) WHERE lease IS NOT NULL;
