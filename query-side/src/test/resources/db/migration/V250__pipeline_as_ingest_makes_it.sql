-- The columns of the pipeline's tables that the media view joins; the whole of them is V200 of ingest-actors.
CREATE TABLE pipeline.pipeline_item (
  org      TEXT NOT NULL,
  media_id TEXT NOT NULL,
  status   TEXT NOT NULL,
  error    TEXT,
  PRIMARY KEY (org, media_id)
);
CREATE TABLE ops.work_lease (
  org         TEXT        NOT NULL,
  media_id    TEXT        NOT NULL,
  incarnation TEXT,
  expires_at  TIMESTAMPTZ NOT NULL
);
GRANT SELECT, INSERT ON pipeline.pipeline_item, ops.work_lease TO muninn_writer;
GRANT USAGE ON SCHEMA ops TO muninn_reader;
GRANT SELECT ON pipeline.pipeline_item, ops.work_lease TO muninn_reader;
