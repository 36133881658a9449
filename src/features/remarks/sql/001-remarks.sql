-- What people say of the platform itself, and what the team answers to what they have in common.
CREATE TABLE remarks_group (
  id          BIGINT   NOT NULL PRIMARY KEY,
  ref         BLOB     NOT NULL UNIQUE,
  persona     BLOB,                            -- NULL: it is the team's
  audience    SMALLINT NOT NULL,               -- app/access.h: everybody
  state       SMALLINT NOT NULL CHECK (state IN (1, 2, 3, 4)),
  title       TEXT     NOT NULL,
  answer      TEXT     NOT NULL,               -- '' = none yet
  version     TEXT     NOT NULL,               -- of the software, when done; ''
  remarks     BIGINT   NOT NULL,               -- how many stand in it
  created_at  BIGINT   NOT NULL,
  answered_at BIGINT   NOT NULL,               -- 0 = not yet
  telling     SMALLINT NOT NULL CHECK (telling IN (0, 1))
);
-- The feed, newest answer first; those whose authors are still to be told.
CREATE INDEX remarks_group_answered ON remarks_group (answered_at, ref);
CREATE INDEX remarks_group_telling ON remarks_group (telling, id);

CREATE TABLE remarks_remark (
  id          BIGINT   NOT NULL PRIMARY KEY,
  ref         BLOB     NOT NULL UNIQUE,
  persona     BLOB,                            -- NULL: written signed out, or they have left
  owner       BLOB,                            -- persona or browser; NULL
  audience    SMALLINT NOT NULL,               -- the team
  state       SMALLINT NOT NULL CHECK (state IN (1, 2, 3)),
  page        TEXT     NOT NULL,               -- '' = not said
  text        TEXT     NOT NULL,               -- '' once its author has left
  group_id    BIGINT   REFERENCES remarks_group (id),
  at          BIGINT   NOT NULL,
  told_at     BIGINT   NOT NULL                -- 0 = its author knows no answer yet
);
-- What waits for the team; what stands in a group; whom to tell; whose they are.
CREATE INDEX remarks_remark_state ON remarks_remark (state, id);
CREATE INDEX remarks_remark_group ON remarks_remark (group_id, id);
CREATE INDEX remarks_remark_told ON remarks_remark (group_id, told_at, persona, id);
CREATE INDEX remarks_remark_owner ON remarks_remark (owner);
