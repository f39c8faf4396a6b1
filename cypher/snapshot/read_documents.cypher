// name: read_documents        mode: read
// params: revision (int)
// returns: properties (map)
// The documents written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Document)
WHERE n.revision > $revision
RETURN n {.*} AS properties
ORDER BY n.id
