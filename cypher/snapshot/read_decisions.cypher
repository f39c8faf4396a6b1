// name: read_decisions        mode: read
// params: revision (int)
// returns: properties (map), evidence (list)
// The decisions written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Decision)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
