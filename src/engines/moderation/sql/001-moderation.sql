-- What waits for moderators, what was reported, what was decided and why: about objects of any kind.

-- One open item an object, with all the rules that hold it, due by its most urgent lane.
CREATE TABLE moderation_item (
  id       BIGINT   NOT NULL PRIMARY KEY,
  kind     BIGINT   NOT NULL,
  object   BIGINT   NOT NULL,
  ref      BLOB     NOT NULL,                   -- the object's: order of the list
  rules    SMALLINT NOT NULL,                   -- RULE_… bits
  lane     SMALLINT NOT NULL,
  at       BIGINT   NOT NULL,
  due_at   BIGINT   NOT NULL,
  done     SMALLINT NOT NULL CHECK (done IN (0, 1)),
  done_at  BIGINT   NOT NULL,
  taken_by BLOB                                 -- persona; NULL = nobody
);
CREATE UNIQUE INDEX moderation_item_open ON moderation_item (kind, object) WHERE done = 0;
CREATE INDEX moderation_item_due ON moderation_item (done, due_at, ref);       -- queue_list
CREATE INDEX moderation_item_lane ON moderation_item (done, lane, due_at, ref);
CREATE INDEX moderation_item_taken ON moderation_item (taken_by) WHERE taken_by IS NOT NULL;

-- Once a person or browser and object: `tag` is keyed from both.
CREATE TABLE moderation_report (
  id         BIGINT   NOT NULL PRIMARY KEY,
  kind       BIGINT   NOT NULL,
  object     BIGINT   NOT NULL,
  ref        BLOB     NOT NULL,
  tag        BLOB     NOT NULL,
  reason     SMALLINT NOT NULL,
  text       TEXT     NOT NULL,
  persona    BLOB,                              -- NULL = a visitor, or left since
  at         BIGINT   NOT NULL,
  handled_at BIGINT   NOT NULL,                 -- 0 = not yet
  UNIQUE (kind, object, tag)
);
CREATE INDEX moderation_report_persona ON moderation_report (persona) WHERE persona IS NOT NULL;

-- Words that go with a step of an object; what its author asks against a decision, too.
CREATE TABLE moderation_decision (
  id      BIGINT   NOT NULL PRIMARY KEY,
  kind    BIGINT   NOT NULL,
  object  BIGINT   NOT NULL,
  ref     BLOB     NOT NULL,
  author  BLOB,                                 -- whose object; NULL = left since
  seq     BIGINT   NOT NULL,                    -- of its event
  at      BIGINT   NOT NULL,
  action  TEXT     NOT NULL,
  reason  SMALLINT NOT NULL,
  text    TEXT     NOT NULL,
  persona BLOB,                                 -- who decided; NULL = the platform, or left since
  other   BIGINT   NOT NULL                     -- the feature's own
);
CREATE INDEX moderation_decision_object ON moderation_decision (kind, object, seq);
CREATE INDEX moderation_decision_at ON moderation_decision (at);       -- decision_count
CREATE INDEX moderation_decision_author ON moderation_decision (author) WHERE author IS NOT NULL;
CREATE INDEX moderation_decision_persona ON moderation_decision (persona) WHERE persona IS NOT NULL;

-- Texts that stay covered until their reader opens them.
CREATE TABLE moderation_veil (
  kind   BIGINT NOT NULL,
  object BIGINT NOT NULL,
  at     BIGINT NOT NULL,
  PRIMARY KEY (kind, object)
);

-- Kept by the writer: 1 = open items.
CREATE TABLE moderation_count (
  what BIGINT NOT NULL PRIMARY KEY,
  n    BIGINT NOT NULL
);
