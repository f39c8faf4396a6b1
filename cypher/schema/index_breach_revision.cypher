// name: index_breach_revision        mode: schema
// params: -
// returns: -
// Finds the breaches written since a revision without reading all.
CREATE INDEX breach_revision IF NOT EXISTS
FOR (n:Breach) ON (n.revision)
