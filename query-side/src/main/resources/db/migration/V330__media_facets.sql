-- Filters compare keys that the fold makes, the same for this view and for the bitmaps beside the
-- vectors: the name of a place is kept in lower case, and tags by their keys alone. The view is
-- thrown away and comes back by replay, with the column filled.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';

ALTER TABLE view.media DROP COLUMN place, DROP COLUMN tags, ADD COLUMN place_key text;
