-- Who is told what.

-- What is told to people in the app.
CREATE TABLE delivery_notice (
  id      BIGINT NOT NULL PRIMARY KEY,
  persona BLOB   NOT NULL,
  at      BIGINT NOT NULL,
  what    TEXT   NOT NULL,                     -- key of a sentence
  kind    BIGINT NOT NULL,
  object  BIGINT NOT NULL,
  read_at BIGINT NOT NULL                      -- 0 = not yet
);
CREATE INDEX delivery_notice_persona ON delivery_notice (persona, id);
