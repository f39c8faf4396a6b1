// name: read_parties        mode: read
// params: -
// returns: properties (map), established_in (list), member_of (list), certifications (list), evidence
//   (list)
// All recorded parties.
MATCH (n:Party)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:ESTABLISHED_IN]->(t) | t.id] AS established_in,
       [(n)-[:MEMBER_OF]->(t) | t.id] AS member_of,
       [(n)-[r:CERTIFIED_UNDER]->(t) | r {.*, mechanism: t.id}] AS certifications,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
