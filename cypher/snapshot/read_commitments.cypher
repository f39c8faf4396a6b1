// name: read_commitments        mode: read
// params: revision (int)
// returns: properties (map), party (list), mechanism (list), evidence (list)
// The commitments written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Commitment)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)<-[r:MADE]-(t) RETURN t.id ORDER BY r.position } AS party,
       COLLECT { MATCH (n)-[r:RELIES_ON]->(t) RETURN t.id ORDER BY r.position } AS mechanism,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
