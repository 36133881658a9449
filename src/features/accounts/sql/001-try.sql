-- How often a password was wrong, or a mail was asked for, in an hour: by address, known or not.
CREATE TABLE accounts_try (
  address_tag BLOB   NOT NULL PRIMARY KEY,     -- keyed hash, as in app_person
  since       BIGINT NOT NULL,                 -- when the hour began
  failures    BIGINT NOT NULL,
  mails       BIGINT NOT NULL
);
-- try_purge.
CREATE INDEX accounts_try_since ON accounts_try (since);
