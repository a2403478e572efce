-- The order in which work is claimed: within an org, since orgs take turns.
DROP INDEX pipeline.pipeline_work_by_turn;
CREATE INDEX pipeline_work_by_turn ON pipeline.pipeline_work (space, org, lane, not_before);

-- who does the work, where it is not the node that holds the lease: an embedding worker's node
ALTER TABLE ops.work_lease ADD COLUMN worker TEXT;
