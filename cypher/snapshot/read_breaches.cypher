// name: read_breaches        mode: read
// params: revision (int)
// returns: properties (map), party (list), processing (list), evidence (list)
// The breaches written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Breach)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:AT]->(t) RETURN t.id ORDER BY r.position } AS party,
       COLLECT { MATCH (n)-[r:WITHIN]->(t) RETURN t.id ORDER BY r.position } AS processing,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
