// name: find_parties        mode: read
// params: ids (list)
// returns: properties (map), established_in (list), member_of (list), certifications (list), evidence
//   (list)
// The recorded parties among $ids, in the form of read_parties.
MATCH (n:Party)
WHERE n.id IN $ids AND n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)-[:ESTABLISHED_IN]->(t) | t.id] AS established_in,
       [(n)-[:MEMBER_OF]->(t) | t.id] AS member_of,
       [(n)-[r:CERTIFIED_UNDER]->(t) | r {.*, mechanism: t.id}] AS certifications,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
