-- Who follows what, what they are told, and when a mail says so.

-- What is told to one person in the app. The same again, while it is unread, is the same row: newer,
-- and once more.
CREATE TABLE delivery_notice (
  id       BIGINT NOT NULL PRIMARY KEY,
  persona  BLOB   NOT NULL,
  at       BIGINT NOT NULL,                    -- when it was told last
  what     TEXT   NOT NULL,                    -- key of a sentence
  kind     BIGINT NOT NULL,
  object   BIGINT NOT NULL,
  of_kind  BIGINT NOT NULL,                    -- what they follow: the object, or what it came from
  of_id    BIGINT NOT NULL,
  happened BIGINT NOT NULL,                    -- delivery_news.happened of the last time; 0 = none
  times    BIGINT NOT NULL CHECK (times > 0),
  since_at BIGINT NOT NULL,                    -- when the first of these times happened
  read_at  BIGINT NOT NULL,                    -- 0 = not yet
  mail_at  BIGINT NOT NULL                     -- when a digest tells of it; 0 = none will; -1 = the next
);
CREATE INDEX delivery_notice_persona ON delivery_notice (persona, id);
-- Whether they know of it already, and have not read it.
CREATE INDEX delivery_notice_unread ON delivery_notice (persona, object, kind, what)
  WHERE read_at = 0;
-- Whose digest is due; what it holds.
CREATE INDEX delivery_notice_due ON delivery_notice (mail_at, persona) WHERE mail_at > 0;
CREATE INDEX delivery_notice_digest ON delivery_notice (persona, id) WHERE mail_at <> 0;

-- Who follows what.
CREATE TABLE delivery_follow (
  persona BLOB     NOT NULL,
  kind    BIGINT   NOT NULL,
  object  BIGINT   NOT NULL,
  ref     BLOB     NOT NULL UNIQUE,
  level   SMALLINT NOT NULL CHECK (level IN (0, 1, 2, 3, 4)),     -- 0 = as delivery_habit says
  at      BIGINT   NOT NULL,
  PRIMARY KEY (kind, object, persona)
);
CREATE INDEX delivery_follow_persona ON delivery_follow (persona, at, ref);

-- How somebody wants to be told of what they follow; without a row: weekly, on Monday at nine.
CREATE TABLE delivery_habit (
  persona BLOB     NOT NULL PRIMARY KEY,
  level   SMALLINT NOT NULL CHECK (level IN (1, 2, 3, 4)),
  weekday SMALLINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  hour    SMALLINT NOT NULL CHECK (hour BETWEEN 0 AND 23)
);

-- What happened to an object, for those who follow it or something that it came from, until all of
-- them have been served. One happening is a row for each thing followed.
CREATE TABLE delivery_news (
  id       BIGINT NOT NULL PRIMARY KEY,
  at       BIGINT NOT NULL,
  what     TEXT   NOT NULL,
  kind     BIGINT NOT NULL,
  object   BIGINT NOT NULL,
  of_kind  BIGINT NOT NULL,                    -- whose followers are told
  of_id    BIGINT NOT NULL,
  happened BIGINT NOT NULL,                    -- the first row of this happening
  doer     BLOB,                               -- persona who did it: knows it
  told     BLOB,                               -- persona who was told at once; another one
  told_too BLOB,
  carry_to BIGINT NOT NULL,                    -- another object of the kind, followed from now on; 0
  served   BLOB                                -- the last persona that was; NULL = none yet
);
