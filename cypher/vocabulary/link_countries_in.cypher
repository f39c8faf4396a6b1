// name: link_countries_in        mode: write
// params: rows (list)
// returns: made (int)
// Dated membership of countries in regions: rows {id, target, properties: {from, to}}.
UNWIND $rows AS row
MATCH (n:Country {id: row.id})
MATCH (t:Region {id: row.target})
CREATE (n)-[r:IN]->(t)
SET r = row.properties
RETURN count(*) AS made
