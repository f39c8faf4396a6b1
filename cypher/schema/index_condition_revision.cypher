// name: index_condition_revision        mode: schema
// params: -
// returns: -
// Finds the conditions written since a revision without reading all.
CREATE INDEX condition_revision IF NOT EXISTS
FOR (n:Condition) ON (n.revision)
