-- The tables every feature stands on: people, sessions, the log, mail, forms, due work.

-- A person is known by their address only, and that is sealed; address_tag finds it again.
CREATE TABLE app_person (
  id            BIGINT   NOT NULL PRIMARY KEY,
  address_tag   BLOB     NOT NULL UNIQUE,      -- keyed hash of the address in lower case
  sealed        BLOB     NOT NULL,             -- address, what they say of themselves, persona
  password_hash TEXT     NOT NULL,             -- '' = by e-mail link only
  lang          SMALLINT NOT NULL,
  roles         SMALLINT NOT NULL,             -- bits of enum role
  created_at    BIGINT   NOT NULL
);
CREATE INDEX app_person_roles ON app_person (roles, id);

-- What others see of a person. Which person it is stands sealed in the row.
CREATE TABLE app_persona (
  persona    BLOB   NOT NULL PRIMARY KEY,      -- UUIDv4
  sealed     BLOB   NOT NULL,                  -- the person's id
  name       TEXT   NOT NULL,
  folded     TEXT   NOT NULL,                  -- for looking up by name
  unread     BIGINT NOT NULL                   -- notices not read yet
) WITHOUT ROWID;    -- in the order of random keys: their order betrays no order of sign-ups
CREATE INDEX app_persona_folded ON app_persona (folded, persona);

-- Who is signed in where. The token itself is nowhere; `tag` is its keyed hash.
CREATE TABLE app_session (
  tag        BLOB     NOT NULL PRIMARY KEY,
  person     BIGINT   NOT NULL REFERENCES app_person (id),
  persona    BLOB     NOT NULL,                -- sealed, bound to `tag`
  roles      SMALLINT NOT NULL,
  lang       SMALLINT NOT NULL,
  created_at BIGINT   NOT NULL,
  seen_at    BIGINT   NOT NULL
);
CREATE INDEX app_session_person ON app_session (person);
CREATE INDEX app_session_seen ON app_session (seen_at);

-- Links sent by mail, used once, for 48 hours.
CREATE TABLE app_link (
  tag        BLOB     NOT NULL PRIMARY KEY,
  purpose    SMALLINT NOT NULL,
  person     BIGINT   NOT NULL,                -- 0 = a sign-up
  visitor    BLOB     NOT NULL,
  sealed     BLOB     NOT NULL,                -- what a sign-up said; where to go next
  expires_at BIGINT   NOT NULL,
  used_at    BIGINT   NOT NULL,                -- 0 = not yet
  address_tag BLOB                             -- of a sign-up: goes when the address is erased
);
CREATE INDEX app_link_expires ON app_link (expires_at);
CREATE INDEX app_link_address ON app_link (address_tag);
CREATE INDEX app_link_person ON app_link (person);

-- One log a zone (app/event.h). Never updated, never deleted from.
CREATE TABLE app_event (
  seq        BIGINT NOT NULL PRIMARY KEY,
  at         BIGINT NOT NULL,                  -- ms UTC
  persona    BLOB,                             -- NULL = the platform itself
  what       TEXT   NOT NULL,
  kind       BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  state_from BIGINT NOT NULL,
  state_to   BIGINT NOT NULL
);
CREATE INDEX app_event_object ON app_event (kind, id, seq);
CREATE INDEX app_event_at ON app_event (at);
CREATE TRIGGER app_event_is_final_1 BEFORE UPDATE ON app_event
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER app_event_is_final_2 BEFORE DELETE ON app_event
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- One seal a group of the writer: the keyed hash of its events and of the seal before.
CREATE TABLE app_seal (
  n          BIGINT NOT NULL PRIMARY KEY,      -- 1, 2, 3…: none may be missing
  last_seq   BIGINT NOT NULL UNIQUE,           -- the newest event it covers
  events     BIGINT NOT NULL,                  -- how many in all, up to here
  at         BIGINT NOT NULL,
  digest     BLOB   NOT NULL
);

-- Outgoing mail. Sealed; emptied once the relay has it.
CREATE TABLE app_mail (
  id       BIGINT   NOT NULL PRIMARY KEY,
  at       BIGINT   NOT NULL,
  due_at   BIGINT   NOT NULL,
  state    SMALLINT NOT NULL CHECK (state IN (1, 2, 3)),
  attempts BIGINT   NOT NULL,
  sent_at  BIGINT   NOT NULL,                  -- 0 = not yet
  address_tag BLOB  NOT NULL,                  -- as in app_person; empty once wiped
  sealed   BLOB     NOT NULL,                  -- to, subject, body, stop
  problem  TEXT     NOT NULL
);
CREATE INDEX app_mail_due ON app_mail (state, due_at, id);
CREATE INDEX app_mail_address ON app_mail (address_tag);

-- Forms that were sent, and where their first sending led. A chore forgets them after a day.
CREATE TABLE app_once (
  owner    BLOB   NOT NULL,                    -- persona or browser
  once     BLOB   NOT NULL,
  location TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (owner, once)
);
CREATE INDEX app_once_at ON app_once (at);

-- persona does not want to be seen by blocked.
CREATE TABLE app_block (
  persona BLOB NOT NULL,
  blocked BLOB NOT NULL,
  PRIMARY KEY (persona, blocked)
);

-- Who has left while there were more of their words than one transaction takes away.
CREATE TABLE app_leaving (
  persona BLOB   NOT NULL PRIMARY KEY,
  at      BIGINT NOT NULL
);

-- Work by the clock: one row a chore and due date.
CREATE TABLE app_job (
  name    TEXT   NOT NULL,
  due     BIGINT NOT NULL,                     -- day, or count of its period
  done_at BIGINT NOT NULL,                     -- 0 = under way
  PRIMARY KEY (name, due)
);
