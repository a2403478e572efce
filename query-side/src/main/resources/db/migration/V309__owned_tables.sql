-- The table that the projection media-view alone writes: what a rebuild of it makes anew.
INSERT INTO projection.owned_table (projection, schema_name, table_name) VALUES
  ('media-view', 'view', 'media');
