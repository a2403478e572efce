-- What lists are read from: an index of what is shown, in the order of the lists, that also answers
-- counts by time, kind and rating; and indexes of the few items that have a rating or a place.
DROP INDEX view.media_shown;
CREATE INDEX media_listed ON view.media (org, shown_at DESC, media_id) INCLUDE (kind, rating)
  WHERE hash IS NOT NULL AND NOT trashed;
CREATE INDEX media_rated ON view.media (org, shown_at DESC, media_id) INCLUDE (kind, rating)
  WHERE rating IS NOT NULL AND hash IS NOT NULL AND NOT trashed;
CREATE INDEX media_placed ON view.media (org, shown_at DESC, media_id)
  WHERE place_key IS NOT NULL AND hash IS NOT NULL AND NOT trashed;
CREATE INDEX media_trashed ON view.media (org, shown_at DESC, media_id)
  WHERE trashed AND hash IS NOT NULL;

-- The items of the org with all of these tags. It runs as the table's owner, whom the policy of the
-- tenant does not bind, and names the org itself: under the policy a condition whose operator is not
-- leakproof (@>) can use no index. An org that is not set finds nothing.
CREATE FUNCTION view.tagged(keys text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
  SELECT media_id FROM view.media
   WHERE org = current_setting('app.org', true) AND tag_keys @> keys
$$;
REVOKE ALL ON FUNCTION view.tagged(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION view.tagged(text[]) TO muninn_reader;
