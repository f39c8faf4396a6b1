// name: read_conditions        mode: read
// params: revision (int)
// returns: properties (map), evidence (list)
// The conditions written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Condition)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
