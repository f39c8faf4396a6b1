// name: index_objection_revision        mode: schema
// params: -
// returns: -
// Finds the objections written since a revision without reading all.
CREATE INDEX objection_revision IF NOT EXISTS
FOR (n:Objection) ON (n.revision)
