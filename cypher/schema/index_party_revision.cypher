// name: index_party_revision        mode: schema
// params: -
// returns: -
// Finds the parties written since a revision without reading all.
CREATE INDEX party_revision IF NOT EXISTS
FOR (n:Party) ON (n.revision)
