-- What bearers of solutions offer to people living with cancer, as everybody reads it.
CREATE TABLE solutions_solution (
  id            BIGINT   NOT NULL PRIMARY KEY,
  ref           BLOB     NOT NULL UNIQUE,
  persona       BLOB,                            -- its bearer; NULL once they have left
  audience      SMALLINT NOT NULL,               -- app/access.h; follows the state
  state         SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 8),
  hidden_from   SMALLINT NOT NULL CHECK (hidden_from BETWEEN 0 AND 8),   -- by a moderator; 0
  listed        SMALLINT NOT NULL CHECK (listed IN (0, 1)),      -- in the catalogue
  lang          SMALLINT NOT NULL,
  version       BIGINT   NOT NULL,               -- how many were published
  created_at    BIGINT   NOT NULL,
  sent_at       BIGINT   NOT NULL,
  listed_at     BIGINT   NOT NULL,               -- first; 0 = never yet
  fresh_at      BIGINT   NOT NULL,               -- last said to be right; 0
  changed_at    BIGINT   NOT NULL,
  told          SMALLINT NOT NULL CHECK (told IN (0, 1, 2)),     -- its bearer, of being stale
  name          TEXT     NOT NULL,
  text          TEXT     NOT NULL,
  publics       BIGINT   NOT NULL,               -- bits of the words in rules.c, here and below
  stages        BIGINT   NOT NULL,
  theme         TEXT     NOT NULL,               -- slug of the country's
  cost          SMALLINT NOT NULL,
  cost_text     TEXT     NOT NULL,
  conditions    TEXT     NOT NULL,
  territory     TEXT     NOT NULL,               -- code; '' = everywhere
  town          TEXT     NOT NULL,               -- where it takes place: "Épinal (88160)"; ''
  languages     BIGINT   NOT NULL,
  access        BIGINT   NOT NULL,
  team          TEXT     NOT NULL,
  contact       TEXT     NOT NULL,
  evidence      SMALLINT NOT NULL,               -- 0 to 5
  evidence_text TEXT     NOT NULL,
  data          SMALLINT NOT NULL,
  data_text     TEXT     NOT NULL,
  device        SMALLINT NOT NULL,
  ce            SMALLINT NOT NULL,
  reimbursement TEXT     NOT NULL,
  funding       TEXT     NOT NULL,
  interests     TEXT     NOT NULL
);
-- The catalogue, newest and most proven first; by theme.
CREATE INDEX solutions_solution_recent ON solutions_solution (listed_at, ref) WHERE listed = 1;
CREATE INDEX solutions_solution_proven ON solutions_solution (evidence, ref) WHERE listed = 1;
CREATE INDEX solutions_solution_theme ON solutions_solution (theme, listed_at, ref)
  WHERE listed = 1;
-- A bearer's own; the desk of the team; those that grow stale.
CREATE INDEX solutions_solution_persona ON solutions_solution (persona, id)
  WHERE persona IS NOT NULL;
CREATE INDEX solutions_solution_desk ON solutions_solution (state, sent_at, id);
CREATE INDEX solutions_solution_fresh ON solutions_solution (told, fresh_at) WHERE listed = 1;

-- What is being written, as typed; what is sent of a public solution waits here for the team.
CREATE TABLE solutions_draft (
  ref           BLOB     NOT NULL PRIMARY KEY,
  persona       BLOB     NOT NULL,
  solution      BIGINT   REFERENCES solutions_solution (id),     -- NULL = a new one
  lang          SMALLINT NOT NULL,
  step          SMALLINT NOT NULL,
  at            BIGINT   NOT NULL,
  sent_at       BIGINT   NOT NULL,               -- 0 = still being written
  name          TEXT     NOT NULL,
  text          TEXT     NOT NULL,
  publics       TEXT     NOT NULL,
  stages        TEXT     NOT NULL,
  theme         TEXT     NOT NULL,
  cost          TEXT     NOT NULL,
  cost_text     TEXT     NOT NULL,
  conditions    TEXT     NOT NULL,
  territory     TEXT     NOT NULL,
  town          TEXT     NOT NULL,
  languages     TEXT     NOT NULL,
  access        TEXT     NOT NULL,
  team          TEXT     NOT NULL,
  contact       TEXT     NOT NULL,
  evidence      TEXT     NOT NULL,
  evidence_text TEXT     NOT NULL,
  data          TEXT     NOT NULL,
  data_text     TEXT     NOT NULL,
  device        TEXT     NOT NULL,
  ce            TEXT     NOT NULL,
  reimbursement TEXT     NOT NULL,
  funding       TEXT     NOT NULL,
  interests     TEXT     NOT NULL
);
CREATE UNIQUE INDEX solutions_draft_solution ON solutions_draft (solution)
  WHERE solution IS NOT NULL;
CREATE INDEX solutions_draft_persona ON solutions_draft (persona, at);
CREATE INDEX solutions_draft_sent ON solutions_draft (sent_at, ref);
CREATE INDEX solutions_draft_old ON solutions_draft (at) WHERE sent_at = 0;

-- Each version that was published, as a form.
CREATE TABLE solutions_version (
  solution      BIGINT   NOT NULL REFERENCES solutions_solution (id),
  n             BIGINT   NOT NULL,
  at            BIGINT   NOT NULL,
  lang          SMALLINT NOT NULL,
  name          TEXT     NOT NULL,
  text          TEXT     NOT NULL,
  publics       TEXT     NOT NULL,
  stages        TEXT     NOT NULL,
  theme         TEXT     NOT NULL,
  cost          TEXT     NOT NULL,
  cost_text     TEXT     NOT NULL,
  conditions    TEXT     NOT NULL,
  territory     TEXT     NOT NULL,
  town          TEXT     NOT NULL,
  languages     TEXT     NOT NULL,
  access        TEXT     NOT NULL,
  team          TEXT     NOT NULL,
  contact       TEXT     NOT NULL,
  evidence      TEXT     NOT NULL,
  evidence_text TEXT     NOT NULL,
  data          TEXT     NOT NULL,
  data_text     TEXT     NOT NULL,
  device        TEXT     NOT NULL,
  ce            TEXT     NOT NULL,
  reimbursement TEXT     NOT NULL,
  funding       TEXT     NOT NULL,
  interests     TEXT     NOT NULL,
  PRIMARY KEY (solution, n)
);

-- What the team, or its bearer, says with a step.
CREATE TABLE solutions_decision (
  id       BIGINT NOT NULL PRIMARY KEY,
  solution BIGINT NOT NULL REFERENCES solutions_solution (id),
  at       BIGINT NOT NULL,
  action   TEXT   NOT NULL,
  text     TEXT   NOT NULL,
  persona  BLOB                                  -- who decided; NULL once they have left
);
CREATE INDEX solutions_decision_solution ON solutions_decision (solution, id);
CREATE INDEX solutions_decision_persona ON solutions_decision (persona) WHERE persona IS NOT NULL;
