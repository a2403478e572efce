-- The tables that one projection alone writes: what a rebuild of it makes anew.
INSERT INTO projection.owned_table (projection, schema_name, table_name) VALUES
  ('pipeline', 'pipeline', 'pipeline_item'),
  ('pipeline', 'pipeline', 'pipeline_work'),
  ('pipeline', 'pipeline', 'accepted'),
  ('sources', 'view', 'source'),
  ('sources', 'view', 'source_scan'),
  ('sources', 'view', 'source_file'),
  ('sources', 'view', 'staged_file'),
  ('sources', 'view', 'source_seen');
