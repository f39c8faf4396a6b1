// name: read_processings        mode: read
// params: revision (int)
// returns: properties (map), party (list), joint_with (list), categories (list), evidence (list)
// The processings written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Processing)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)<-[r:PERFORMS]-(t) RETURN t.id ORDER BY r.position } AS party,
       COLLECT { MATCH (n)-[r:JOINT_WITH]->(t) RETURN t.id ORDER BY r.position } AS joint_with,
       COLLECT { MATCH (n)-[r:HOLDS]->(t) RETURN t.id ORDER BY r.position } AS categories,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
