// name: index_decision_revision        mode: schema
// params: -
// returns: -
// Finds the decisions written since a revision without reading all.
CREATE INDEX decision_revision IF NOT EXISTS
FOR (n:Decision) ON (n.revision)
