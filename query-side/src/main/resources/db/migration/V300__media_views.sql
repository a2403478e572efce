-- What lists, pages and the full text are read from: one row an item, written by the projection
-- "media-view" alone. All of it can be dropped and comes back by replay.
CREATE SCHEMA IF NOT EXISTS view;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA view;

-- Two configurations on words that lost their accents: as written, and by their English stems.
-- The extension may have been there before, in a schema of its own.
DO $$
DECLARE
  dictionary text;
BEGIN
  SELECT quote_ident(n.nspname) || '.' || quote_ident(d.dictname) INTO STRICT dictionary
    FROM pg_ts_dict d
    JOIN pg_namespace n ON n.oid = d.dictnamespace
    JOIN pg_depend p ON p.classid = 'pg_ts_dict'::regclass AND p.objid = d.oid AND p.deptype = 'e'
    JOIN pg_extension e ON e.oid = p.refobjid
   WHERE e.extname = 'unaccent';
  CREATE TEXT SEARCH CONFIGURATION view.words (COPY = pg_catalog.simple);
  EXECUTE 'ALTER TEXT SEARCH CONFIGURATION view.words
    ALTER MAPPING FOR hword, hword_part, word, numword, asciiword
    WITH ' || dictionary || ', pg_catalog.simple';
  CREATE TEXT SEARCH CONFIGURATION view.stems (COPY = pg_catalog.english);
  EXECUTE 'ALTER TEXT SEARCH CONFIGURATION view.stems
    ALTER MAPPING FOR hword, hword_part, word
    WITH ' || dictionary || ', pg_catalog.english_stem';
END
$$;

CREATE TABLE view.media (
  org         text        NOT NULL,
  media_id    text        NOT NULL,
  kind        text        NOT NULL,
  name        text        NOT NULL,
  -- captured-at, else when it was taken in: what lists are ordered by
  shown_at    timestamptz NOT NULL,
  acquired_at timestamptz NOT NULL,
  -- missing only between the two events of one acquisition; nothing shows such a row
  hash        text,
  rating      smallint,
  place       text,
  tags        text[]      NOT NULL,
  sources     text[]      NOT NULL,
  -- names (with and without extension), titles, tags as compared with a whole query
  exact       text[]      NOT NULL,
  trashed     boolean     NOT NULL,
  sequence_nr bigint      NOT NULL,
  -- the state of the fold (MediaDocument); json and not jsonb, which refuses some characters
  document    json        NOT NULL,
  search      tsvector    NOT NULL,
  PRIMARY KEY (org, media_id)
);

CREATE INDEX media_shown ON view.media (org, shown_at DESC, media_id);
CREATE INDEX media_search ON view.media USING gin (search);
CREATE INDEX media_exact ON view.media USING gin (exact);
CREATE INDEX media_tags ON view.media USING gin (tags);

ALTER TABLE view.media ENABLE ROW LEVEL SECURITY;
CREATE POLICY media_of_the_org ON view.media FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY media_written ON view.media FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

GRANT USAGE ON SCHEMA view TO muninn_reader, muninn_writer;
GRANT SELECT ON view.media TO muninn_reader;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON view.media TO muninn_writer;
