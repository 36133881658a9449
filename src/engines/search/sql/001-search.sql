-- Words to be found (engines/search), in the order in which they changed.
CREATE TABLE search_doc (
  kind     BIGINT   NOT NULL,
  id       BIGINT   NOT NULL,
  seq      BIGINT   NOT NULL UNIQUE,           -- new at each change
  persona  BLOB,
  audience SMALLINT NOT NULL,
  gone     SMALLINT NOT NULL CHECK (gone IN (0, 1)),
  words    TEXT     NOT NULL,                  -- folded; '' once gone
  PRIMARY KEY (kind, id)
);
