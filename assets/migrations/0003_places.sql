-- The cards on the board apart from the archived ones: the first cards of a column, and how many it has, are told by
-- this index alone, however many were archived from it.
DROP INDEX card_place;
CREATE INDEX card_place ON card (column_id, archived, rank, id);
