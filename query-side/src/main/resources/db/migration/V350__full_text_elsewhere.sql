-- The full text is each query node's own now (docs/adr/0012): an index that follows the journal and
-- reads its words from the documents here. What PostgreSQL kept for it goes. The view is thrown away
-- and comes back by replay, since rows would keep the room of what they held.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';

DROP FUNCTION view.find_text, view.find_items, view.search_where, view.together, view.queries_of,
  view.query_of, view.status_of, view.at;
ALTER TABLE view.media
  DROP COLUMN said, DROP COLUMN seen, DROP COLUMN exact, DROP COLUMN camera_key;
DROP TEXT SEARCH CONFIGURATION view.words;
DROP TEXT SEARCH CONFIGURATION view.stems;
-- but not one that was there before, in a schema of its own
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
              WHERE e.extname = 'unaccent' AND n.nspname = 'view') THEN
    DROP EXTENSION unaccent;
  END IF;
END
$$;
