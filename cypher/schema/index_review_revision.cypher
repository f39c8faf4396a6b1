// name: index_review_revision        mode: schema
// params: -
// returns: -
// Finds the reviews written since a revision without reading all.
CREATE INDEX review_revision IF NOT EXISTS
FOR (n:Review) ON (n.revision)
