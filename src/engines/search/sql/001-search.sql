-- Texts to be found (engines/search), in the order in which they changed. What a page shows of a hit
-- stands here too; words and their folding stand in search.db.
CREATE TABLE search_doc (
  kind        BIGINT   NOT NULL,
  id          BIGINT   NOT NULL,
  seq         BIGINT   NOT NULL UNIQUE,        -- new at each change
  persona     BLOB,
  audience    SMALLINT NOT NULL,
  gone        SMALLINT NOT NULL CHECK (gone IN (0, 1)),
  under_kind  BIGINT   NOT NULL,               -- with under_id: found only while that is; 0 = by itself
  under_id    BIGINT   NOT NULL,
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
CREATE INDEX search_doc_under ON search_doc (under_kind, under_id, id) WHERE under_id > 0;

-- Who sees it has changed: what stands under it is to be carried into search.db again.
CREATE TABLE search_moved (
  kind   BIGINT NOT NULL,
  id     BIGINT NOT NULL,
  served BIGINT NOT NULL,                      -- the last of those that was; 0 = none yet
  PRIMARY KEY (kind, id)
);
