// name: read_objections        mode: read
// params: revision (int)
// returns: properties (map), flow (list), party (list), evidence (list)
// The objections written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Objection)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:AGAINST]->(t) RETURN t.id ORDER BY r.position } AS flow,
       COLLECT { MATCH (n)-[r:RAISED_BY]->(t) RETURN t.id ORDER BY r.position } AS party,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
