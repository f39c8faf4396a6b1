// name: index_flow_revision        mode: schema
// params: -
// returns: -
// Finds the flows written since a revision without reading all.
CREATE INDEX flow_revision IF NOT EXISTS
FOR (n:Flow) ON (n.revision)
