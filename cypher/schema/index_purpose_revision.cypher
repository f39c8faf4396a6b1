// name: index_purpose_revision        mode: schema
// params: -
// returns: -
// Finds the purposes written since a revision without reading all.
CREATE INDEX purpose_revision IF NOT EXISTS
FOR (n:Purpose) ON (n.revision)
