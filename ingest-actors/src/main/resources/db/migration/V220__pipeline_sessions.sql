-- The pipeline's view learns which import brought an item and since when it stands at its stage; accepted
-- items are counted for each import. The columns are filled by replay: the tables are emptied and the
-- projection starts again at the first event when the node starts.

DELETE FROM projection.progress WHERE name = 'pipeline';
DELETE FROM projection.parked WHERE name = 'pipeline';
TRUNCATE pipeline.pipeline_item, pipeline.pipeline_work, pipeline.accepted;

ALTER TABLE pipeline.pipeline_item
  -- the import that brought the item; null when none did
  ADD COLUMN session     TEXT,
  -- when the item came to the stage it stands at
  ADD COLUMN stage_since TIMESTAMPTZ NOT NULL;
CREATE INDEX pipeline_item_by_session ON pipeline.pipeline_item (org, session) WHERE session IS NOT NULL;

ALTER TABLE pipeline.accepted
  -- empty for items that no import brought
  ADD COLUMN session TEXT NOT NULL,
  DROP CONSTRAINT accepted_pkey,
  ADD PRIMARY KEY (org, session);

-- the order in which work is claimed, so that a claim reads as many rows as it takes
DROP INDEX pipeline.pipeline_work_by_turn;
CREATE INDEX pipeline_work_by_turn ON pipeline.pipeline_work (space, lane, not_before);

-- stages that a person paused (operational: no projection, untouched by a rebuild)
CREATE TABLE ops.stage_pause (
  org       TEXT        NOT NULL,
  stage     TEXT        NOT NULL,
  reason    TEXT        NOT NULL,
  paused_by TEXT        NOT NULL,
  since     TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (org, stage)
);
ALTER TABLE ops.stage_pause ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_org ON ops.stage_pause TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY all_orgs ON ops.stage_pause TO muninn_writer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.stage_pause TO muninn_writer;
GRANT SELECT ON ops.stage_pause TO muninn_reader;
