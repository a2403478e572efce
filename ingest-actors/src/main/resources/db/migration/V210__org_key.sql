-- The secret of each org that the ids of its items are made with. Not a projection: a backup
-- without this table loses every id.
CREATE TABLE ops.org_key (
  org        text PRIMARY KEY CHECK (org ~ '^[a-z0-9]{4,32}$'),
  key        bytea NOT NULL CHECK (octet_length(key) = 32),
  created_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT ON ops.org_key TO muninn_writer;
