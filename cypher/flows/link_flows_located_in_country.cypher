// name: link_flows_located_in_country        mode: write
// params: rows (list)
// returns: made (int)
// Field `locations`: Where the recipient stores, processes or accesses the data. Rows: {id, target,
// properties}, the position in the list among the properties.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Country {id: row.target})
CREATE (n)-[r:LOCATED_IN]->(t)
SET r = row.properties
RETURN count(*) AS made
