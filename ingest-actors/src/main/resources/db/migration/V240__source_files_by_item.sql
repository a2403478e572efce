-- The views of the sources anew: no row may depend on the order in which the events of different
-- entities are read. A path has a row for each item that was found there; who reads chooses. All of
-- it comes back by replay.
DROP TABLE view.source, view.source_scan, view.source_file, view.staged_file;
DELETE FROM projection.progress WHERE name = 'sources';
DELETE FROM projection.parked WHERE name = 'sources';

CREATE TABLE view.source (
  org          text        NOT NULL,
  source_id    text        PRIMARY KEY,
  name         text        NOT NULL,
  root         text        NOT NULL,
  custody      text        NOT NULL,
  watch        boolean     NOT NULL,
  include      text[]      NOT NULL,
  exclude      text[]      NOT NULL,
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  offline      boolean     NOT NULL DEFAULT false,
  -- device and inode of the root when all of it was scanned last
  folder       text,
  last_session text
);
CREATE INDEX source_of_org ON view.source (org, created_at);

-- scans that were asked for and have not ended
CREATE TABLE view.source_scan (
  org        text NOT NULL,
  source_id  text NOT NULL,
  session_id text PRIMARY KEY
);

-- which file of a source is which item, and how it looked when it was hashed: a file that still
-- looks the same is not read again
CREATE TABLE view.source_file (
  source_id  text        NOT NULL,
  path       text        NOT NULL,
  org        text        NOT NULL,
  media_id   text        NOT NULL,
  size       bigint      NOT NULL,
  mtime_ns   bigint      NOT NULL,
  ctime_ns   bigint      NOT NULL,
  inode      bigint      NOT NULL,
  session_id text,
  -- whether the item began with this file, or had been known before it was found here
  fresh      boolean     NOT NULL,
  found_at   timestamptz NOT NULL,
  -- BLAKE3 of the path: long paths do not fit an index entry as they are
  path_hash  text        COLLATE "C" NOT NULL,
  PRIMARY KEY (source_id, path_hash, media_id)
);
CREATE INDEX source_file_of_item ON view.source_file (org, media_id);

-- staged files that an item still needs: never swept
CREATE TABLE view.staged_file (
  ref      text PRIMARY KEY,
  org      text NOT NULL,
  media_id text NOT NULL
);
CREATE INDEX staged_file_of_item ON view.staged_file (org, media_id);

-- the last event of each entity that changed a row above: an older one changes nothing any more
CREATE TABLE view.source_seen (
  persistence_id text   PRIMARY KEY,
  seq_nr         bigint NOT NULL
);

ALTER TABLE view.source ENABLE ROW LEVEL SECURITY;
CREATE POLICY source_of_the_org ON view.source FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY source_written ON view.source FOR ALL TO muninn_writer USING (true) WITH CHECK (true);

ALTER TABLE view.source_scan ENABLE ROW LEVEL SECURITY;
CREATE POLICY source_scan_of_the_org ON view.source_scan FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY source_scan_written ON view.source_scan FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

ALTER TABLE view.source_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY source_file_of_the_org ON view.source_file FOR SELECT TO muninn_reader
  USING (org = current_setting('app.org', true));
CREATE POLICY source_file_written ON view.source_file FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

ALTER TABLE view.staged_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY staged_file_written ON view.staged_file FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

ALTER TABLE view.source_seen ENABLE ROW LEVEL SECURITY;
CREATE POLICY source_seen_written ON view.source_seen FOR ALL TO muninn_writer
  USING (true) WITH CHECK (true);

GRANT SELECT ON view.source, view.source_scan, view.source_file TO muninn_reader;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON view.source, view.source_scan, view.source_file, view.staged_file, view.source_seen
  TO muninn_writer;
