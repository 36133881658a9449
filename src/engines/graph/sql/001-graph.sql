-- What came of what: edges between any two objects (engines/graph). Who drew one stands in the log.
CREATE TABLE graph_edge (
  from_kind BIGINT   NOT NULL,
  from_id   BIGINT   NOT NULL,
  type      SMALLINT NOT NULL,                 -- enum edge_type
  to_kind   BIGINT   NOT NULL,
  to_id     BIGINT   NOT NULL,
  at        BIGINT   NOT NULL,
  PRIMARY KEY (from_id, from_kind, type, to_id, to_kind)
);
CREATE INDEX graph_edge_down ON graph_edge (from_id, from_kind, at);
CREATE INDEX graph_edge_up ON graph_edge (to_id, to_kind, at);
