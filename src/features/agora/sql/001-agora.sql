-- Needs that people express, what supports and answers them.

-- A need keeps its row when its author leaves: persona and words go, the number stays taken.
CREATE TABLE agora_need (
  id           BIGINT   NOT NULL PRIMARY KEY,
  ref          BLOB     NOT NULL UNIQUE,
  persona      BLOB,                            -- NULL = its author has left
  audience     SMALLINT NOT NULL,               -- app/access.h; follows the state
  state        SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 11),
  held_from    SMALLINT NOT NULL,               -- of a held one: where it comes back to
  shelf        SMALLINT NOT NULL,               -- group in the public list; 0 = in none
  number       BIGINT   NOT NULL,               -- public running number; 0 = never published
  lang         SMALLINT NOT NULL,
  title        TEXT     NOT NULL,
  text         TEXT     NOT NULL,
  for_whom     SMALLINT NOT NULL,
  theme        TEXT     NOT NULL,               -- slug of the country's; '' = none yet
  stage        SMALLINT NOT NULL,
  territory    TEXT     NOT NULL,               -- '' = everywhere
  commune      TEXT     NOT NULL,
  supports     BIGINT   NOT NULL CHECK (supports >= 0),
  as_who       TEXT     NOT NULL,
  need_what    TEXT     NOT NULL,
  so_that      TEXT     NOT NULL,
  formulation  SMALLINT NOT NULL CHECK (formulation BETWEEN 0 AND 3),
  merged_into  BIGINT   REFERENCES agora_need (id),
  promised_day BIGINT   NOT NULL,               -- of the official answer; 0 = none
  answered_at  BIGINT   NOT NULL,               -- its first publication; 0
  created_at   BIGINT   NOT NULL,
  published_at BIGINT   NOT NULL,               -- 0 = never
  changed_at   BIGINT   NOT NULL,               -- the last step
  noticed_at   BIGINT   NOT NULL,               -- told that it will be archived; 0
  heard_at     BIGINT   NOT NULL,               -- the last that whoever follows it heard of it
  silence_told SMALLINT NOT NULL CHECK (silence_told IN (0, 1))   -- and of the silence since then
);
-- need_list, newest first: alone, and by each filter. The other filters stand behind, so that rows
-- that a second one leaves out are not looked up. Without statistics SQLite takes the last made of
-- those that fit: what leaves fewest rows stands last.
CREATE INDEX agora_need_recent ON agora_need (published_at, ref) WHERE shelf <> 0;
CREATE INDEX agora_need_recent_lang ON agora_need
  (lang, published_at, ref, for_whom, shelf, theme, territory) WHERE shelf <> 0;
CREATE INDEX agora_need_recent_whom ON agora_need
  (for_whom, published_at, ref, lang, shelf, theme, territory) WHERE shelf <> 0;
CREATE INDEX agora_need_recent_shelf ON agora_need
  (shelf, published_at, ref, lang, for_whom, theme, territory) WHERE shelf <> 0;
CREATE INDEX agora_need_recent_theme ON agora_need
  (theme, published_at, ref, lang, for_whom, shelf, territory) WHERE shelf <> 0;
CREATE INDEX agora_need_recent_territory ON agora_need
  (territory, published_at, ref, lang, for_whom, shelf, theme) WHERE shelf <> 0;
-- need_list, most shared first: one for all filters, because each "moi aussi" moves it.
CREATE INDEX agora_need_shared ON agora_need
  (supports, ref, lang, for_whom, shelf, theme, territory) WHERE shelf <> 0;
-- need_mine, export, erasure; first post.
CREATE INDEX agora_need_persona ON agora_need (persona, id);
CREATE INDEX agora_need_number ON agora_need (number) WHERE number > 0;
-- need_thread_read: what joined it.
CREATE INDEX agora_need_merged ON agora_need (merged_into, id) WHERE merged_into IS NOT NULL;
-- agora_archive: who is to be told, and what may sleep.
CREATE INDEX agora_need_still ON agora_need (changed_at, id)
  WHERE state IN (4, 5, 6, 7) AND noticed_at = 0;
CREATE INDEX agora_need_noticed ON agora_need (noticed_at, id)
  WHERE state IN (4, 5, 6, 7) AND noticed_at > 0;
-- need_silent: of which nothing is heard; agora_silence: who is to be told so.
CREATE INDEX agora_need_silent ON agora_need (heard_at, ref) WHERE state IN (4, 5, 6);
CREATE INDEX agora_need_silence ON agora_need (heard_at, id)
  WHERE state IN (4, 5, 6) AND silence_told = 0;
-- answer_latest.
CREATE INDEX agora_need_answered ON agora_need (answered_at, id) WHERE answered_at > 0;
-- answer_overdue.
CREATE INDEX agora_need_promised ON agora_need (promised_day, id)
  WHERE promised_day > 0 AND answered_at = 0;

-- What is being written, as typed. `owner` is a persona or the browser of somebody signed out.
CREATE TABLE agora_draft (
  ref             BLOB     NOT NULL PRIMARY KEY,      -- UUIDv4
  owner           BLOB     NOT NULL,
  signed_in       SMALLINT NOT NULL CHECK (signed_in IN (0, 1)),
  need            BIGINT   NOT NULL,                  -- the returned need it mends; 0 = a new one
  lang            SMALLINT NOT NULL,
  step            SMALLINT NOT NULL,
  waits_for       BLOB,                               -- address_tag of its author; NULL = for nobody
  at              BIGINT   NOT NULL,
  title           TEXT     NOT NULL,
  text            TEXT     NOT NULL,
  for_whom        TEXT     NOT NULL,
  stage           TEXT     NOT NULL,
  theme           TEXT     NOT NULL,
  territory       TEXT     NOT NULL,
  commune         TEXT     NOT NULL
);
CREATE INDEX agora_draft_owner ON agora_draft (owner, at);
CREATE INDEX agora_draft_age ON agora_draft (signed_in, at);           -- agora_forget_drafts

-- "Moi aussi", once a person: `tag` is keyed from person and need, and outlives the persona.
CREATE TABLE agora_support (
  need    BIGINT NOT NULL REFERENCES agora_need (id),
  tag     BLOB   NOT NULL,
  persona BLOB,                                 -- NULL = left since
  at      BIGINT NOT NULL,
  PRIMARY KEY (need, tag)
);
CREATE UNIQUE INDEX agora_support_persona ON agora_support (persona, need) WHERE persona IS NOT NULL;

-- "It is resolved", said by its supporters.
CREATE TABLE agora_confirm (
  need    BIGINT NOT NULL REFERENCES agora_need (id),
  tag     BLOB   NOT NULL,
  persona BLOB,
  at      BIGINT NOT NULL,
  PRIMARY KEY (need, tag)
);
CREATE INDEX agora_confirm_persona ON agora_confirm (persona) WHERE persona IS NOT NULL;

-- The official answer, one a need; `draft` is what the team is writing, `text` what is public.
CREATE TABLE agora_answer (
  id           BIGINT   NOT NULL PRIMARY KEY,
  need         BIGINT   NOT NULL UNIQUE REFERENCES agora_need (id),
  state        SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 5),
  lang         SMALLINT NOT NULL,
  draft        TEXT     NOT NULL,
  text         TEXT     NOT NULL,
  drafted_by   BLOB,
  reviewed_by  BLOB,
  published_at BIGINT   NOT NULL,
  updated_at   BIGINT   NOT NULL,
  version      BIGINT   NOT NULL
);
CREATE INDEX agora_answer_drafted ON agora_answer (drafted_by) WHERE drafted_by IS NOT NULL;
CREATE INDEX agora_answer_reviewed ON agora_answer (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE TABLE agora_answer_version (
  answer BIGINT NOT NULL REFERENCES agora_answer (id),
  n      BIGINT NOT NULL,
  at     BIGINT NOT NULL,
  text   TEXT   NOT NULL,
  PRIMARY KEY (answer, n)
);

-- Counts that pages show, kept by the writer: 1–11 needs by state, 100 the last public number,
-- 101 "moi aussi" in all.
CREATE TABLE agora_count (
  what BIGINT NOT NULL PRIMARY KEY,
  n    BIGINT NOT NULL
);
