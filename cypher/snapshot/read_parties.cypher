// name: read_parties        mode: read
// params: revision (int)
// returns: properties (map), established_in (list), member_of (list), certifications (list), evidence
//   (list)
// The parties written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Party)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)-[r:ESTABLISHED_IN]->(t) RETURN t.id ORDER BY r.position } AS established_in,
       COLLECT { MATCH (n)-[r:MEMBER_OF]->(t) RETURN t.id ORDER BY r.position } AS member_of,
       COLLECT { MATCH (n)-[r:CERTIFIED_UNDER]->(t) RETURN r {.*, mechanism: t.id} ORDER BY r.position } AS certifications,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
