// name: index_document_revision        mode: schema
// params: -
// returns: -
// Finds the documents written since a revision without reading all.
CREATE INDEX document_revision IF NOT EXISTS
FOR (n:Document) ON (n.revision)
