-- What people ask the lab for, and the organisations and persons that make it.
CREATE TABLE services_request (
  id          BIGINT   NOT NULL PRIMARY KEY,
  ref         BLOB     NOT NULL UNIQUE,
  persona     BLOB     NOT NULL,               -- who asks
  audience    SMALLINT NOT NULL,               -- app/access.h: the team
  state       SMALLINT NOT NULL CHECK (state IN (1, 2, 3, 4, 5)),
  service     SMALLINT NOT NULL CHECK (service IN (1, 2, 3, 4, 5)),
  lang        SMALLINT NOT NULL,               -- of what they wrote
  behalf      SMALLINT NOT NULL CHECK (behalf IN (1, 2, 3, 4, 5, 6, 7, 8)),
  name        TEXT     NOT NULL,               -- of whom they ask for; ''
  title       TEXT     NOT NULL,
  text        TEXT     NOT NULL,
  asked_at    BIGINT   NOT NULL,
  due_day     BIGINT   NOT NULL,               -- of the answer; once accepted, of the service
  accepted_at BIGINT   NOT NULL,               -- 0 = not
  accepted    TEXT     NOT NULL,               -- the word that came with it; ''
  closed_at   BIGINT   NOT NULL,               -- 0 = not
  closing     TEXT     NOT NULL                -- what came of it, or the reason; ''
);
-- What waits for the team, oldest first; one's own, newest first.
CREATE INDEX services_request_state ON services_request (state, asked_at, ref);
CREATE INDEX services_request_persona ON services_request (persona, asked_at, ref);

-- Public by nature: it has no audience, and is nobody's.
CREATE TABLE services_member (
  id          BIGINT   NOT NULL PRIMARY KEY,
  ref         BLOB     NOT NULL UNIQUE,
  kind        SMALLINT NOT NULL CHECK (kind IN (1, 2, 3, 4, 5, 6, 7)),
  name        TEXT     NOT NULL,
  lang        SMALLINT NOT NULL,               -- of role; the others are in engines/variants
  role        TEXT     NOT NULL,
  since_day   BIGINT   NOT NULL,
  until_day   BIGINT   NOT NULL,               -- 0 = still there
  link        TEXT     NOT NULL,               -- https://…; ''
  place       BIGINT   NOT NULL                -- order within its kind
);
-- The public page, kind by kind.
CREATE INDEX services_member_kind ON services_member (kind, place, id);
