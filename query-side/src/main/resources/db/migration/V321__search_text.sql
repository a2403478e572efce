-- The full text in two halves: what people and files say of an item (said), and what machines see on
-- it (seen), which counts less. And the words themselves, to find what was misspelled. The view is
-- thrown away and comes back by replay, with all of it filled.
TRUNCATE view.media;
DELETE FROM projection.progress WHERE name = 'media-view';
DELETE FROM projection.parked WHERE name = 'media-view';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA view;

DROP INDEX view.media_search;
ALTER TABLE view.media
  DROP COLUMN search,
  ADD COLUMN said       tsvector NOT NULL,
  ADD COLUMN seen       tsvector NOT NULL,
  ADD COLUMN camera_key text;

-- A search looks at many rows and reads few documents: these lie apart, so that a page of the table
-- holds many rows.
ALTER TABLE view.media SET (toast_tuple_target = 256);
ALTER TABLE view.media ALTER COLUMN said SET STORAGE MAIN, ALTER COLUMN seen SET STORAGE MAIN;

-- Every search looks through the list of what is not in the index yet: it is kept short.
CREATE INDEX media_said ON view.media USING gin (said) WITH (gin_pending_list_limit = 256);
CREATE INDEX media_seen ON view.media USING gin (seen) WITH (gin_pending_list_limit = 256);

-- How many items of an org have a word in a name, title, tag, place or label.
CREATE TABLE view.word (
  org   text    NOT NULL,
  word  text    NOT NULL,
  items integer NOT NULL,
  PRIMARY KEY (org, word)
) WITH (fillfactor = 70);
INSERT INTO projection.owned_table (projection, schema_name, table_name) VALUES
  ('media-view', 'view', 'word');
ALTER TABLE view.word ENABLE ROW LEVEL SECURITY;
CREATE POLICY word_of_the_org ON view.word FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY word_written ON view.word FOR ALL TO muninn_writer USING (true) WITH CHECK (true);
GRANT SELECT ON view.word TO muninn_reader;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON view.word TO muninn_writer;

-- The functions below run as the tables' owner, whom row level security does not bind, and name the
-- org themselves: under a policy no condition whose operator is not leakproof can use an index, and
-- neither @@ nor % is. They are built of constants; what a user said is bound. An org that is not
-- set finds nothing.
DO $$
DECLARE
  trigrams text;
BEGIN
  SELECT quote_ident(n.nspname) INTO STRICT trigrams
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
   WHERE e.extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX word_trigrams ON view.word USING gin (word %s.gin_trgm_ops)', trigrams);
  EXECUTE format($f$
    CREATE FUNCTION view.similar_words(sought text, most integer)
    RETURNS TABLE (word text, items integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
    $body$
      SELECT w.word, w.items FROM view.word w
       WHERE w.org = current_setting('app.org', true) AND w.word OPERATOR(%1$s.%%) sought
       ORDER BY %1$s.similarity(w.word, sought) DESC, w.items DESC, w.word LIMIT most
    $body$ $f$, trigrams);
END
$$;

-- A text of SearchWords' words and operators as a query: as written, or by their stems.
CREATE FUNCTION view.query_of(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$ SELECT to_tsquery('view.words', words) || to_tsquery('view.stems', words) $$;

-- A time in microseconds since 1970.
CREATE FUNCTION view.at(micros text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$ SELECT timestamptz '1970-01-01 00:00:00Z' + micros::bigint * interval '1 microsecond' $$;

-- The words without those that carry no meaning ("the"), unless there are no others.
CREATE FUNCTION view.queries_of(words text[]) RETURNS tsquery[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$
  SELECT coalesce(
           array_agg(view.query_of(word) ORDER BY n)
             FILTER (WHERE numnode(to_tsquery('view.stems', word)) > 0),
           array_agg(view.query_of(word) ORDER BY n), '{}')
    FROM unnest(words) WITH ORDINALITY AS w (word, n)
$$;

CREATE FUNCTION view.together(queries tsquery[], operator text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  whole tsquery := '';
  one   tsquery;
BEGIN
  FOREACH one IN ARRAY queries LOOP
    whole := CASE WHEN numnode(whole) = 0 THEN one
                  WHEN operator = '&' THEN whole && one
                  ELSE whole || one END;
  END LOOP;
  RETURN whole;
END
$$;

-- A WHERE clause over view.media m: of the org $1, each field with the value in its place in $2.
CREATE FUNCTION view.search_where(fields text[], wanted boolean[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  clause text := 'm.org = $1 AND m.hash IS NOT NULL';
  one    text;
BEGIN
  FOR i IN 1 .. cardinality(fields) LOOP
    one := CASE fields[i]
      WHEN 'any'      THEN '(m.said @@ view.query_of(($2)[%1$s]) OR m.seen @@ view.query_of(($2)[%1$s]))'
      WHEN 'name'     THEN 'm.said @@ view.query_of(($2)[%1$s])'
      WHEN 'label'    THEN 'm.seen @@ view.query_of(($2)[%1$s])'
      WHEN 'camera'   THEN 'coalesce(position(($2)[%1$s] IN m.camera_key) > 0, false)'
      WHEN 'kind'     THEN 'm.kind = ANY (string_to_array(($2)[%1$s], '',''))'
      WHEN 'from'     THEN 'm.shown_at >= view.at(($2)[%1$s])'
      WHEN 'to'       THEN 'm.shown_at < view.at(($2)[%1$s])'
      WHEN 'captured' THEN '(m.shown_at >= view.at(split_part(($2)[%1$s], ''/'', 1))'
                        || ' AND m.shown_at < view.at(split_part(($2)[%1$s], ''/'', 2)))'
      WHEN 'tag'      THEN 'm.tag_keys @> ARRAY[($2)[%1$s]]'
      WHEN 'rating'   THEN 'coalesce(m.rating >= ($2)[%1$s]::integer, false)'
      WHEN 'place'    THEN 'coalesce(position(($2)[%1$s] IN m.place_key) > 0, false)'
      WHEN 'source'   THEN 'm.sources @> ARRAY[($2)[%1$s]]'
      WHEN 'trashed'  THEN 'm.trashed'
      WHEN 'known'    THEN 'm.acquired_at <= view.at(($2)[%1$s])'
      WHEN 'status'   THEN 'view.status_of(m.org, m.media_id) = ($2)[%1$s]'
    END;
    IF one IS NULL THEN
      RAISE EXCEPTION 'nothing is searched by %', fields[i];
    END IF;
    clause := clause || CASE WHEN wanted[i] THEN ' AND ' ELSE ' AND NOT ' END || format(one, i);
  END LOOP;
  RETURN clause;
END
$$;

-- Where an item stands that is not in the trash, as ItemStatus has it.
CREATE FUNCTION view.status_of(of_org text, of_item text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
  stored text;
BEGIN
  SELECT p.status INTO stored FROM pipeline.pipeline_item p
   WHERE p.org = of_org AND p.media_id = of_item;
  IF stored IN ('waiting', 'failed') AND EXISTS (
       SELECT 1 FROM ops.work_lease l WHERE l.org = of_org AND l.media_id = of_item
          AND l.incarnation IS NOT NULL AND l.expires_at > now()) THEN
    RETURN 'running';
  END IF;
  RETURN coalesce(stored, 'waiting');
END
$$;

-- The items that pass.
CREATE FUNCTION view.find_items(fields text[], given text[], wanted boolean[], most integer)
RETURNS TABLE (media_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
  RETURN QUERY EXECUTE 'SELECT m.media_id FROM view.media m WHERE '
      || view.search_where(fields, wanted)
      || ' ORDER BY m.shown_at DESC, m.media_id LIMIT $3'
    USING current_setting('app.org', true), given, most;
END
$$;

-- The candidates of the full text among the items that pass, in parts, each best first: 0 a name,
-- title or tag is the whole query; 1 all words were said of it; 2 all words, some of them seen on it;
-- 3 some words, looked for only where parts 0 to 2 are empty; 4 those of "near" that pass. Of the
-- items that have the words, only the newest "window" are ranked: a word that a third of all items
-- has tells them no better apart.
CREATE FUNCTION view.find_text(
  fields text[], given text[], wanted boolean[], whole text, words text[], near text[],
  depth integer, "window" integer, partial boolean)
RETURNS TABLE (part integer, media_id text, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
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
    SELECT string_agg(format('(m.said @@ ($3)[%s] OR m.seen @@ ($3)[%s])', n, n), ' AND ')
      INTO mixed FROM generate_series(1, cardinality(each)) n;
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

REVOKE EXECUTE ON FUNCTION view.find_text, view.find_items, view.similar_words, view.status_of,
  view.search_where, view.together, view.queries_of, view.query_of,
  view.at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION view.find_text, view.find_items, view.similar_words TO muninn_reader;
