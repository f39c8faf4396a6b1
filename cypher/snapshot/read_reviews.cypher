// name: read_reviews        mode: read
// params: revision (int)
// returns: properties (map), party (list), evidence (list)
// The reviews written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Review)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:OF]->(t) RETURN t.id ORDER BY r.position } AS party,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
