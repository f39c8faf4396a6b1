// name: read_purposes        mode: read
// params: revision (int)
// returns: properties (map), parents (list)
// The purposes written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Purpose)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:IS_A]->(t) RETURN t.id ORDER BY r.position } AS parents
ORDER BY n.id
