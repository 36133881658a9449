-- What may fit together, and what the two sides write to each other.

-- One row for a need and a solution, however often they were thought of. `persona` is the need's
-- author. Suggestions of the scorer are not kept until somebody of the team decides about them.
CREATE TABLE matching_match (
  id         BIGINT   NOT NULL PRIMARY KEY,
  ref        BLOB     NOT NULL UNIQUE,
  need       BIGINT   NOT NULL,
  solution   BIGINT   NOT NULL,
  persona    BLOB,                              -- NULL = has left since
  bearer     BLOB,                              -- NULL = has left since
  audience   SMALLINT NOT NULL,                 -- the team; its two sides are asked by store.c
  state      SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 11),
  by_bearer  SMALLINT NOT NULL CHECK (by_bearer IN (0, 1)),      -- who thought of it, also later
  bearer_at  BIGINT   NOT NULL,                 -- when its bearer did; 0 = never
  opened_at  BIGINT   NOT NULL,                 -- last, by the author's yes; 0 = never
  score      SMALLINT NOT NULL,                 -- 0–1,000 when it was made
  terms      TEXT     NOT NULL,                 -- its eight terms, by commas
  weights    SMALLINT NOT NULL,                 -- version of the weights
  note       TEXT     NOT NULL,                 -- of the team
  bearer_note TEXT    NOT NULL,                 -- of the bearer who suggested it, to the team
  reason     SMALLINT NOT NULL,                 -- why it does not fit
  said       TEXT     NOT NULL,                 -- the author's words: why not, or what came of it
  theme      TEXT     NOT NULL,                 -- the need's then: a refusal counts for its like
  at         BIGINT   NOT NULL,
  changed_at BIGINT   NOT NULL
);
CREATE UNIQUE INDEX matching_match_pair ON matching_match (need, solution);
CREATE INDEX matching_match_solution ON matching_match (solution, state);       -- histories
CREATE INDEX matching_match_persona ON matching_match (persona, changed_at);    -- match_mine
CREATE INDEX matching_match_bearer ON matching_match (bearer, changed_at);
CREATE INDEX matching_match_waiting ON matching_match (state, changed_at, id);

-- The relay: addresses stay where they are.
CREATE TABLE matching_message (
  id       BIGINT   NOT NULL PRIMARY KEY,
  match_id BIGINT   NOT NULL REFERENCES matching_match (id),
  persona  BLOB,                                -- NULL = has left since
  by_bearer SMALLINT NOT NULL CHECK (by_bearer IN (0, 1)),
  text     TEXT     NOT NULL,
  at       BIGINT   NOT NULL
);
CREATE INDEX matching_message_match ON matching_message (match_id, id);
CREATE INDEX matching_message_persona ON matching_message (persona) WHERE persona IS NOT NULL;

-- How rare each word is among the solutions of the catalogue: counted anew now and then, in slices.
CREATE TABLE matching_rarity (
  id         BIGINT   NOT NULL PRIMARY KEY,     -- 1 = in use, 2 = being counted
  at         BIGINT   NOT NULL,                 -- begun then
  upto       BIGINT   NOT NULL,                 -- the last solution that was counted
  texts      BIGINT   NOT NULL,                 -- how many were
  words      BLOB     NOT NULL                  -- rules_words.c: each word and in how many it is
);
