-- What people say to each other under objects of any kind.
CREATE TABLE discussion_post (
  id         BIGINT   NOT NULL PRIMARY KEY,
  ref        BLOB     NOT NULL UNIQUE,
  about_kind BIGINT   NOT NULL,                -- with about_id: under which object
  about_id   BIGINT   NOT NULL,
  parent     BIGINT   NOT NULL,                -- the post at the top it stands under; 0 = it is one
  answers    BIGINT   NOT NULL,                -- the post it answers; 0
  persona    BLOB,                             -- NULL: withdrawn, or its author has left
  audience   SMALLINT NOT NULL,
  state      SMALLINT NOT NULL CHECK (state IN (1, 2, 3, 4, 5)),
  lang       SMALLINT NOT NULL,
  text       TEXT     NOT NULL,                -- '' once it is withdrawn
  at         BIGINT   NOT NULL,
  edited_at  BIGINT   NOT NULL,                -- 0 = not since it was public
  public_at  BIGINT   NOT NULL,                -- when it became so, the last time; 0 = never
  shown      SMALLINT NOT NULL CHECK (shown IN (0, 1)),       -- 1 = this text was or is public
  replies    BIGINT   NOT NULL                 -- public ones, of a post at the top
);
-- A discussion, oldest or newest first; what nobody has answered; the replies to one post; the
-- feed; whose they are.
CREATE INDEX discussion_post_top ON discussion_post (about_kind, about_id, at, ref)
 WHERE parent = 0;
CREATE INDEX discussion_post_unanswered ON discussion_post (about_kind, about_id, replies, at, ref)
 WHERE parent = 0;
CREATE INDEX discussion_post_reply ON discussion_post (parent, at, ref) WHERE parent > 0;
CREATE INDEX discussion_post_feed ON discussion_post (about_kind, about_id, at, ref)
 WHERE state = 2;
CREATE INDEX discussion_post_persona ON discussion_post (persona, id);

-- Earlier texts of a post that were public, oldest first.
CREATE TABLE discussion_version (
  post     BIGINT NOT NULL REFERENCES discussion_post (id),
  until_at BIGINT NOT NULL,                    -- when the next one took its place
  n        BIGINT NOT NULL,
  text     TEXT   NOT NULL,
  PRIMARY KEY (post, n)
);

-- All that is said under one object: how much, and whether more may be said.
CREATE TABLE discussion_thread (
  kind      BIGINT NOT NULL,
  object    BIGINT NOT NULL,
  posts     BIGINT NOT NULL,                   -- public ones, replies too
  locked_at BIGINT NOT NULL,                   -- 0 = anybody may write
  why       TEXT   NOT NULL,                   -- '' unless it is locked
  PRIMARY KEY (kind, object)
);
