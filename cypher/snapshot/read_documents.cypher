// name: read_documents        mode: read
// params: -
// returns: properties (map)
// All recorded documents.
MATCH (n:Document)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties
