// name: link_flows_under        mode: write
// params: rows (list)
// returns: made (int)
// Field `mechanisms`: Legal instruments of a transfer; null = not stated, [] = established that there is
// none. Rows: {id, target, properties}, the position in the list among the properties.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Mechanism {id: row.target})
CREATE (n)-[r:UNDER]->(t)
SET r = row.properties
RETURN count(*) AS made
