-- The views of the pipeline (projections: written by replay alone, thrown away at will) and the table
-- of leases (operational: no projection, untouched by a rebuild). See docs/architecture.md, 5.

-- one row an item: where it stands, counted for the active space
CREATE TABLE pipeline.pipeline_item (
  org         TEXT        NOT NULL,
  media_id    TEXT        NOT NULL,
  seq_nr      BIGINT      NOT NULL,
  name        TEXT        NOT NULL,
  kind        TEXT        NOT NULL,
  lane        SMALLINT    NOT NULL,
  -- ready | waiting | failed | quarantined | trashed; running is a live lease
  status      TEXT        NOT NULL,
  -- the first stage that is owed; null when nothing is
  stage       TEXT,
  attempts    INTEGER     NOT NULL,
  error       TEXT,
  detail      TEXT,
  retry_at    TIMESTAMPTZ,
  acquired_at TIMESTAMPTZ NOT NULL,
  changed_at  TIMESTAMPTZ NOT NULL,
  -- the fold of the events so far, from which the other columns follow
  progress    JSONB       NOT NULL,
  PRIMARY KEY (org, media_id)
);
CREATE INDEX pipeline_item_by_time ON pipeline.pipeline_item (org, acquired_at DESC, media_id DESC);
CREATE INDEX pipeline_item_by_status ON pipeline.pipeline_item (org, status, acquired_at DESC, media_id DESC);

-- one row per (item, stage, space) that is owed now: its predecessors are done, nobody gave it up
CREATE TABLE pipeline.pipeline_work (
  org         TEXT        NOT NULL,
  media_id    TEXT        NOT NULL,
  stage       TEXT        NOT NULL,
  -- the space from embed on, else empty
  space       TEXT        NOT NULL,
  -- 0 interactive, 1 bulk
  lane        SMALLINT    NOT NULL,
  not_before  TIMESTAMPTZ NOT NULL,
  attempts    INTEGER     NOT NULL,
  seq_nr      BIGINT      NOT NULL,
  PRIMARY KEY (org, media_id, stage, space)
);
CREATE INDEX pipeline_work_by_turn ON pipeline.pipeline_work (stage, lane, not_before);

-- how many items were acquired and not purged: counted event by event and on purpose not from
-- pipeline_item, so that the law of conservation can be seen to fail
CREATE TABLE pipeline.accepted (
  org   TEXT   PRIMARY KEY,
  items BIGINT NOT NULL
);

-- who works on what until when. A row without an incarnation is a settled or lost lease: settled ones
-- keep the sequence number that the view must have passed before the item may be claimed again
CREATE TABLE ops.work_lease (
  org         TEXT        NOT NULL,
  media_id    TEXT        NOT NULL,
  -- local (store, describe, preview) or embed
  pass        TEXT        NOT NULL,
  space       TEXT        NOT NULL,
  node        TEXT        NOT NULL,
  incarnation TEXT,
  claimed_at  TIMESTAMPTZ NOT NULL,
  expires_at  TIMESTAMPTZ NOT NULL,
  seq_nr      BIGINT      NOT NULL DEFAULT 0,
  lost        INTEGER     NOT NULL DEFAULT 0,
  PRIMARY KEY (org, media_id, pass, space)
);
CREATE INDEX work_lease_by_incarnation ON ops.work_lease (incarnation);

ALTER TABLE pipeline.pipeline_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE pipeline.pipeline_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE pipeline.accepted ENABLE ROW LEVEL SECURITY;
ALTER TABLE ops.work_lease ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_org ON pipeline.pipeline_item TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY own_org ON pipeline.pipeline_work TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY own_org ON pipeline.accepted TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY own_org ON ops.work_lease TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY all_orgs ON pipeline.pipeline_item TO muninn_writer USING (true) WITH CHECK (true);
CREATE POLICY all_orgs ON pipeline.pipeline_work TO muninn_writer USING (true) WITH CHECK (true);
CREATE POLICY all_orgs ON pipeline.accepted TO muninn_writer USING (true) WITH CHECK (true);
CREATE POLICY all_orgs ON ops.work_lease TO muninn_writer USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON pipeline.pipeline_item, pipeline.pipeline_work, pipeline.accepted, ops.work_lease TO muninn_writer;
GRANT USAGE ON SCHEMA ops TO muninn_reader;
GRANT SELECT
  ON pipeline.pipeline_item, pipeline.pipeline_work, pipeline.accepted, ops.work_lease TO muninn_reader;

-- rows come and go: look at them before the dead are many
ALTER TABLE pipeline.pipeline_work SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE ops.work_lease SET (autovacuum_vacuum_scale_factor = 0.05);
