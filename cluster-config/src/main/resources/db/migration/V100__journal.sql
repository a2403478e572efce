-- The schemas (ops is made before, for the history of migrations), and the journal of akka-persistence-jdbc 5.2.1 (its postgres-create-schema.sql, our own
-- copy). Ours are: tx_id, the transaction that wrote an event, filled by the database itself, and the
-- index it is read by (docs/adr/0003-journal-by-transaction-horizon.md). Left out: event_tag and
-- durable_state, which nothing here uses, and the index on ordering alone.

CREATE SCHEMA IF NOT EXISTS journal;
CREATE SCHEMA IF NOT EXISTS pipeline;
CREATE SCHEMA IF NOT EXISTS view;
CREATE SCHEMA IF NOT EXISTS projection;

GRANT USAGE ON SCHEMA journal, ops, pipeline, view, projection TO muninn_writer;
GRANT USAGE ON SCHEMA pipeline, view TO muninn_reader;

CREATE TABLE journal.event_journal (
  ordering           BIGSERIAL,
  persistence_id     VARCHAR(255) NOT NULL,
  sequence_number    BIGINT       NOT NULL,
  deleted            BOOLEAN      NOT NULL DEFAULT FALSE,
  writer             VARCHAR(255) NOT NULL,
  write_timestamp    BIGINT,
  adapter_manifest   VARCHAR(255),
  event_ser_id       INTEGER      NOT NULL,
  event_ser_manifest VARCHAR(255) NOT NULL,
  event_payload      BYTEA        NOT NULL,
  meta_ser_id        INTEGER,
  meta_ser_manifest  VARCHAR(255),
  meta_payload       BYTEA,
  tx_id              XID8         NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (persistence_id, sequence_number)
);
CREATE INDEX event_journal_by_horizon ON journal.event_journal (tx_id, ordering);
COMMENT ON COLUMN journal.event_journal.tx_id IS
  'never dumped or loaded: loading assigns it anew in ordering order';
-- append-only and hot: look at it before rows are many
ALTER TABLE journal.event_journal SET (autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE journal.snapshot (
  persistence_id        VARCHAR(255) NOT NULL,
  sequence_number       BIGINT       NOT NULL,
  created               BIGINT       NOT NULL,
  snapshot_ser_id       INTEGER      NOT NULL,
  snapshot_ser_manifest VARCHAR(255) NOT NULL,
  snapshot_payload      BYTEA        NOT NULL,
  meta_ser_id           INTEGER,
  meta_ser_manifest     VARCHAR(255),
  meta_payload          BYTEA,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- how far each projection has come: one row a projection, locked by the transaction that applies events
CREATE TABLE projection.progress (
  name           TEXT        PRIMARY KEY,
  journal_offset TEXT        NOT NULL,
  updated_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- entities whose event could not be applied: theirs wait from that event on, all others go on
CREATE TABLE projection.parked (
  name             TEXT        NOT NULL,
  persistence_id   TEXT        NOT NULL,
  from_sequence_nr BIGINT      NOT NULL,
  error            TEXT        NOT NULL,
  parked_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (name, persistence_id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA journal, projection TO muninn_writer;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA journal TO muninn_writer;
