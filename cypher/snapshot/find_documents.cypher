// name: find_documents        mode: read
// params: ids (list)
// returns: properties (map)
// The recorded documents among $ids, in the form of read_documents.
MATCH (n:Document)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties
