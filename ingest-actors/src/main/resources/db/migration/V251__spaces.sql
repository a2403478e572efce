-- Items owe their vectors in several spaces at a time, while one of them answers. The pipeline's view learns
-- which spaces are live, what each item has in each space, and whether an item has proxies to embed. All of
-- it is filled by replay: the tables are emptied and the projection starts again at the first event when the
-- node starts.

DELETE FROM projection.progress WHERE name = 'pipeline';
DELETE FROM projection.parked WHERE name = 'pipeline';
TRUNCATE pipeline.pipeline_item, pipeline.pipeline_work, pipeline.accepted;

ALTER TABLE pipeline.pipeline_item
  -- a picture or video whose proxies are there and that is not in the trash
  ADD COLUMN embeddable BOOLEAN NOT NULL;

-- the fold of the events of the entity Spaces (SpacePlan): one row, none before the first event
CREATE TABLE pipeline.space_plan (
  entity TEXT   PRIMARY KEY,
  seq_nr BIGINT NOT NULL,
  plan   JSONB  NOT NULL
);

-- how far an item is in a space that it has anything of, also in one that was dropped
CREATE TABLE pipeline.item_space (
  org      TEXT NOT NULL,
  media_id TEXT NOT NULL,
  space    TEXT NOT NULL,
  -- begun | embedded | indexed | quarantined
  state    TEXT NOT NULL,
  PRIMARY KEY (org, media_id, space)
);
CREATE INDEX item_space_by_space ON pipeline.item_space (space, state);

ALTER TABLE pipeline.space_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE pipeline.item_space ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON pipeline.space_plan TO muninn_reader USING (true);
CREATE POLICY own_org ON pipeline.item_space TO muninn_reader USING (org = current_setting('app.org', true));
CREATE POLICY all_orgs ON pipeline.space_plan TO muninn_writer USING (true) WITH CHECK (true);
CREATE POLICY all_orgs ON pipeline.item_space TO muninn_writer USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON pipeline.space_plan, pipeline.item_space TO muninn_writer;
GRANT SELECT ON pipeline.space_plan, pipeline.item_space TO muninn_reader;

INSERT INTO projection.owned_table (projection, schema_name, table_name) VALUES
  ('pipeline', 'pipeline', 'space_plan'),
  ('pipeline', 'pipeline', 'item_space');
