// name: read_flows        mode: read
// params: -
// returns: properties (map), from (list), to (list), categories (list), conditions (list), transmitted_by
//   (list), locations (list), mechanisms (list), contract (list), evidence (list)
// All recorded flows.
MATCH (n:Flow)
WHERE n.revision IS NOT NULL
RETURN n {.*} AS properties,
       [(n)<-[:SENDS]-(t) | t.id] AS `from`,
       [(n)-[:TO]->(t) | t.id] AS `to`,
       [(n)-[r:CARRIES]->(t) | [r.position, t.id]] AS categories,
       [(n)-[r:ON_CONDITION]->(t) | [r.position, t.id]] AS conditions,
       [(n)-[:TRANSMITTED_BY]->(t) | t.id] AS transmitted_by,
       [(n)-[r:LOCATED_IN]->(t) | r {.*, place: t.id}] AS locations,
       [(n)-[r:UNDER]->(t) | r {.*, code: t.id}] AS mechanisms,
       [(n)-[:UNDER_CONTRACT]->(t) | t.id] AS contract,
       [(n)-[r:EVIDENCED_BY]->(t) | r {.*, document: t.id}] AS evidence
