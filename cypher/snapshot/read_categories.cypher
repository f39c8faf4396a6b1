// name: read_categories        mode: read
// params: revision (int)
// returns: properties (map), parents (list)
// The categories written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:DataCategory)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:IS_A]->(t) RETURN t.id ORDER BY r.position } AS parents
ORDER BY n.id
