-- Accounts, sessions, idempotency keys: plain tables, no projections; a rebuild leaves them alone.
CREATE SCHEMA IF NOT EXISTS ops;

CREATE TABLE ops.org (
  org        text PRIMARY KEY,
  name       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ops.participant (
  participant_id text PRIMARY KEY,
  org            text NOT NULL REFERENCES ops.org,
  email          text NOT NULL UNIQUE CHECK (email = lower(email)),
  display_name   text NOT NULL,
  role           text NOT NULL CHECK (role IN ('viewer', 'editor', 'admin', 'owner')),
  password_hash  text NOT NULL,
  active         boolean NOT NULL DEFAULT true,
  created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX participant_org ON ops.participant (org);

-- at most one row, for ever: the window of the first admin shuts with it
CREATE TABLE ops.first_admin (
  singleton      boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  participant_id text NOT NULL REFERENCES ops.participant,
  created_at     timestamptz NOT NULL DEFAULT now()
);

-- one sign-in on one device; its refresh tokens follow each other
CREATE TABLE ops.session (
  session_id     text PRIMARY KEY,
  participant_id text NOT NULL REFERENCES ops.participant ON DELETE CASCADE,
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  ended_at       timestamptz
);
CREATE INDEX session_expires ON ops.session (expires_at);

CREATE TABLE ops.refresh_token (
  token_hash text PRIMARY KEY,
  session_id text NOT NULL REFERENCES ops.session ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX refresh_token_session ON ops.refresh_token (session_id);

-- status is null while the first request with the key runs
CREATE TABLE ops.idempotency (
  org            text NOT NULL,
  participant_id text NOT NULL,
  key            text NOT NULL,
  payload_hash   text NOT NULL,
  status         integer,
  location       text,
  body           text,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org, participant_id, key)
);
CREATE INDEX idempotency_created ON ops.idempotency (created_at);

GRANT USAGE ON SCHEMA ops TO muninn_writer;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON ops.org, ops.participant, ops.first_admin, ops.session, ops.refresh_token, ops.idempotency
  TO muninn_writer;
