// name: read_flows        mode: read
// params: revision (int)
// returns: properties (map), from (list), to (list), categories (list), conditions (list), transmitted_by
//   (list), locations (list), mechanisms (list), contract (list), evidence (list)
// The flows written after $revision (-1: all), each link's targets in the order of its list.
MATCH (n:Flow)
WHERE n.revision > $revision
RETURN n {.*} AS properties,
       COLLECT { MATCH (n)<-[r:SENDS]-(t) RETURN t.id ORDER BY r.position } AS `from`,
       COLLECT { MATCH (n)-[r:TO]->(t) RETURN t.id ORDER BY r.position } AS `to`,
       COLLECT { MATCH (n)-[r:CARRIES]->(t) RETURN t.id ORDER BY r.position } AS categories,
       COLLECT { MATCH (n)-[r:ON_CONDITION]->(t) RETURN t.id ORDER BY r.position } AS conditions,
       COLLECT { MATCH (n)-[r:TRANSMITTED_BY]->(t) RETURN t.id ORDER BY r.position } AS transmitted_by,
       COLLECT { MATCH (n)-[r:LOCATED_IN]->(t) RETURN r {.*, place: t.id} ORDER BY r.position } AS locations,
       COLLECT { MATCH (n)-[r:UNDER]->(t) RETURN r {.*, code: t.id} ORDER BY r.position } AS mechanisms,
       COLLECT { MATCH (n)-[r:UNDER_CONTRACT]->(t) RETURN t.id ORDER BY r.position } AS contract,
       COLLECT { MATCH (n)-[r:EVIDENCED_BY]->(t) RETURN r {.*, document: t.id} ORDER BY r.position } AS evidence
ORDER BY n.id
