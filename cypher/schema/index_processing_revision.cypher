// name: index_processing_revision        mode: schema
// params: -
// returns: -
// Finds the processings written since a revision without reading all.
CREATE INDEX processing_revision IF NOT EXISTS
FOR (n:Processing) ON (n.revision)
