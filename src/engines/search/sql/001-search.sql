-- Texts to be found (engines/search), in the order in which they changed. What a page shows of a hit
-- stands here too; words and their folding stand in search.db.
CREATE TABLE search_doc (
  kind        BIGINT   NOT NULL,
  id          BIGINT   NOT NULL,
  seq         BIGINT   NOT NULL UNIQUE,        -- new at each change
  persona     BLOB,
  audience    SMALLINT NOT NULL,
  gone        SMALLINT NOT NULL CHECK (gone IN (0, 1)),
  theme       TEXT     NOT NULL,               -- '' = none
  territory   TEXT     NOT NULL,               -- '' = none
  at          BIGINT   NOT NULL,               -- ms UTC; 0 = none
  lang        SMALLINT NOT NULL,               -- of title and body
  title       TEXT     NOT NULL,               -- as written, this and the next three; '' once gone
  body        TEXT     NOT NULL,
  other_title TEXT     NOT NULL,               -- in the other languages
  other_body  TEXT     NOT NULL,
  PRIMARY KEY (kind, id)
);
