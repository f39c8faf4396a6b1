// name: index_change_revision        mode: schema
// params: -
// returns: -
// Finds the events since a revision without reading all.
CREATE INDEX change_revision IF NOT EXISTS
FOR (c:Change) ON (c.revision)
