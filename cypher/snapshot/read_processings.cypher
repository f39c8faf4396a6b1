// name: read_processings        mode: read
// params: -
// returns: properties (map), party (list), joint_with (list), categories (list), evidence (list)
// All recorded processings.
MATCH (n:Processing)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)<-[:PERFORMS]-(t) | t.id] AS party,
       [(n)-[r:JOINT_WITH]->(t) | [r.position, t.id]] AS joint_with,
       [(n)-[r:HOLDS]->(t) | [r.position, t.id]] AS categories,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
