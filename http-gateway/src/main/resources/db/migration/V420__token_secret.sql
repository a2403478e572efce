-- The secret that the gateways of several nodes sign access tokens with: one row. Not for muninn_reader.
CREATE TABLE ops.token_secret (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  secret  bytea       NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.token_secret TO muninn_writer;
