-- Checks of the stored files, asked for or of the background scrub (operational: no projection,
-- untouched by a rebuild). What they found wrong is in the journal; here is what a check looked at.
CREATE TABLE ops.file_check (
  check_id       text             PRIMARY KEY,
  org            text             NOT NULL,
  -- asked | scrub; a scrub is one round over all originals
  kind           text             NOT NULL,
  sample_percent double precision NOT NULL,
  -- where the sample begins, 0..100: the next one goes on where this one ends
  sample_from    double precision NOT NULL,
  repair         boolean          NOT NULL,
  asked_by       text,
  node           text             NOT NULL,
  files          bigint           NOT NULL DEFAULT 0,
  bytes          bigint           NOT NULL DEFAULT 0,
  left_items     bigint           NOT NULL DEFAULT 0,
  -- the last item that was looked at: a scrub goes on there after a restart
  position       text             NOT NULL DEFAULT '',
  started_at     timestamptz      NOT NULL DEFAULT clock_timestamp(),
  ended_at       timestamptz,
  trouble        text
);
-- one of a kind at a time
CREATE UNIQUE INDEX file_check_running ON ops.file_check (org, kind) WHERE ended_at IS NULL;
CREATE INDEX file_check_by_time ON ops.file_check (org, started_at DESC);

CREATE TABLE ops.file_finding (
  check_id text    NOT NULL REFERENCES ops.file_check ON DELETE CASCADE,
  nr       integer NOT NULL,
  fault    text    NOT NULL,
  file     text    NOT NULL,
  media_id text,
  words    text    NOT NULL,
  outcome  text    NOT NULL,
  PRIMARY KEY (check_id, nr)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.file_check, ops.file_finding TO muninn_writer;
