// name: index_category_revision        mode: schema
// params: -
// returns: -
// Finds the categories written since a revision without reading all.
CREATE INDEX category_revision IF NOT EXISTS
FOR (n:DataCategory) ON (n.revision)
