-- Which storage the local work of an item needs, so that it goes to a node that reaches it. Filled by replay: the
-- tables are emptied and the projection starts again at the first event when the node starts.

DELETE FROM projection.progress WHERE name = 'pipeline';
DELETE FROM projection.parked WHERE name = 'pipeline';
TRUNCATE pipeline.pipeline_item, pipeline.pipeline_work, pipeline.accepted, pipeline.item_space;

ALTER TABLE pipeline.pipeline_item
  -- the fold of where its bytes lie (Whereabouts), as words
  ADD COLUMN whereabouts TEXT NOT NULL DEFAULT '';

ALTER TABLE pipeline.pipeline_work
  -- the ids of the sources of which one must be in reach, in order, with blanks between; empty: the store is enough
  ADD COLUMN storage TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The order in which work is claimed: within an org and a storage.
DROP INDEX pipeline.pipeline_work_by_turn;
CREATE INDEX pipeline_work_by_turn ON pipeline.pipeline_work (space, org, storage, lane, not_before);

-- The pool, staging and derived files of all nodes are one store. Its id also stands in the file .muninn-store of the pool.
CREATE TABLE ops.store (
  one      BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
  store_id TEXT NOT NULL
);

-- What each node of role ingest reaches: the store (an empty source) and sources. Written every few seconds; a row that
-- is old is of a node that is gone.
CREATE TABLE ops.storage_reach (
  node     TEXT        NOT NULL,
  source   TEXT        NOT NULL,
  -- why it is not in reach, or has no room, for a user; empty when all is well
  trouble  TEXT        NOT NULL,
  seen_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (node, source)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.store, ops.storage_reach TO muninn_writer;
GRANT SELECT ON ops.storage_reach TO muninn_reader;
