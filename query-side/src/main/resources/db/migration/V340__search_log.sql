-- Searches that found nothing or took long, for whoever looks after the search of their org. What
-- people typed is personal: the table is bounded in rows and in time (docs/security.md) and no
-- journal knows it; it is not derived and not rebuilt.
CREATE TABLE ops.search_log (
  entry        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  org          text        NOT NULL,
  at           timestamptz NOT NULL,
  query        text        NOT NULL,
  mode         text        NOT NULL,
  hits         integer     NOT NULL CHECK (hits >= 0),
  took_ms      bigint      NOT NULL CHECK (took_ms >= 0),
  embedding_ms bigint      NOT NULL CHECK (embedding_ms >= 0),
  slow         boolean     NOT NULL
);
CREATE INDEX search_log_by_org ON ops.search_log (org, entry);
CREATE INDEX search_log_by_time ON ops.search_log (at);

ALTER TABLE ops.search_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY search_log_of_the_org ON ops.search_log FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY search_log_written ON ops.search_log FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

GRANT SELECT ON ops.search_log TO muninn_reader;
GRANT SELECT, INSERT, DELETE ON ops.search_log TO muninn_writer;
