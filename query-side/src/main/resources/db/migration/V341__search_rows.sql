-- Every row that a search looked at cost two more reads: to keep the documents apart (V321), rows
-- were made small, and then the org and the id of an item lay apart as well. Now the documents alone
-- do. The view is thrown away and comes back by replay, since a row keeps the shape it was written in.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';

ALTER TABLE view.media
  ALTER COLUMN org SET STORAGE MAIN,
  ALTER COLUMN media_id SET STORAGE MAIN,
  ALTER COLUMN kind SET STORAGE MAIN,
  ALTER COLUMN name SET STORAGE MAIN,
  ALTER COLUMN hash SET STORAGE MAIN,
  ALTER COLUMN sources SET STORAGE MAIN,
  ALTER COLUMN exact SET STORAGE MAIN,
  ALTER COLUMN tag_keys SET STORAGE MAIN,
  ALTER COLUMN camera_key SET STORAGE MAIN,
  ALTER COLUMN place_key SET STORAGE MAIN;

-- As written, or by their stems; once where the two are the same, since the planner takes a word that
-- is named twice for one that twice as many items have.
CREATE OR REPLACE FUNCTION view.query_of(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$
  SELECT CASE WHEN written = stems THEN written ELSE written || stems END
    FROM (SELECT to_tsquery('view.words', words), to_tsquery('view.stems', words)) q (written, stems)
$$;

-- The candidates of the full text among the items that pass, in parts, each best first: 0 a name,
-- title or tag is the whole query; 1 all words were said of it; 2 all words, some of them seen on it;
-- 3 some words, looked for only where parts 0 to 2 are empty; 4 those of "near" that pass. Of the
-- items that have the words, only the newest "window" are ranked: a word that a third of all items
-- has tells them no better apart. These are found by the word's index, or, where many items have it,
-- by going through the newest ones: a row of the first way takes about twice as long as one of the
-- second (measured: 1.6 and 0.8 us), and the costs set here say so to the planner, whose own are those
-- of a disk.
CREATE OR REPLACE FUNCTION view.find_text(
  fields text[], given text[], wanted boolean[], whole text, words text[], near text[],
  depth integer, "window" integer, partial boolean)
RETURNS TABLE (part integer, media_id text, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET random_page_cost = 1 SET cpu_operator_cost = 0.1 AS
$$
DECLARE
  of_org  text := current_setting('app.org', true);
  passes  text := view.search_where(fields, wanted);
  each    tsquery[] := view.queries_of(words);
  every   tsquery := view.together(each, '&');
  either  tsquery := view.together(each, '|');
  mixed   text := '';
  hit     boolean := false;
  ranked  text := 'SELECT %s, x.media_id, (%s)::real FROM (SELECT m.media_id, m.shown_at, m.said, m.seen'
    || ' FROM view.media m WHERE ' || replace(passes, '%', '%%') || ' AND %s'
    || ' ORDER BY m.shown_at DESC, m.media_id LIMIT $7) x'
    || ' ORDER BY 3 DESC, x.shown_at DESC, x.media_id LIMIT $6';
  by_said text := 'ts_rank_cd(''{0.1, 0.4, 0.7, 1.0}'', x.said, $4, 32)';
  by_seen text := 'ts_rank(''{0.1, 0.25, 0.5, 1.0}'', x.seen, $4, 32)';
BEGIN
  IF whole <> '' THEN
    RETURN QUERY EXECUTE 'SELECT 0, m.media_id, 1::real FROM view.media m WHERE ' || passes
        || ' AND m.exact @> ARRAY[$3] ORDER BY m.shown_at DESC, m.media_id LIMIT $4'
      USING of_org, given, whole, depth;
    hit := FOUND;
  END IF;
  IF cardinality(each) > 0 THEN
    RETURN QUERY EXECUTE format(ranked, 1, by_said, 'm.said @@ $5')
      USING of_org, given, each, every, every, depth, "window";
    hit := hit OR FOUND;
    IF cardinality(each) = 1 THEN
      mixed := 'm.seen @@ $5';
    ELSE
      SELECT string_agg(format('(m.said @@ ($3)[%s] OR m.seen @@ ($3)[%s])', n, n), ' AND ')
        INTO mixed FROM generate_series(1, cardinality(each)) n;
    END IF;
    RETURN QUERY EXECUTE format(ranked, 2, '(' || by_said || ' + ' || by_seen || ') / 2',
        mixed || ' AND NOT m.said @@ $5')
      USING of_org, given, each, either, every, depth, "window";
    hit := hit OR FOUND;
    IF partial AND NOT hit THEN
      RETURN QUERY EXECUTE format(ranked, 3, '(' || by_said || ' + ' || by_seen || ') / 2',
          '(m.said @@ $5 OR m.seen @@ $5)')
        USING of_org, given, each, either, either, depth, "window";
    END IF;
  END IF;
  IF cardinality(near) > 0 THEN
    RETURN QUERY EXECUTE 'SELECT 4, m.media_id, 0::real FROM view.media m WHERE ' || passes
        || ' AND m.media_id = ANY ($3)'
      USING of_org, given, near;
  END IF;
END
$$;
