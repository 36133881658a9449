-- Texts in other languages than their author's (engines/variants).
CREATE TABLE variants_text (
  kind   BIGINT   NOT NULL,
  id     BIGINT   NOT NULL,
  field  SMALLINT NOT NULL,
  lang   SMALLINT NOT NULL,
  text   TEXT     NOT NULL,
  source BLOB     NOT NULL,                    -- hash of the text it was made from
  at     BIGINT   NOT NULL,
  PRIMARY KEY (kind, id, field, lang)
);
