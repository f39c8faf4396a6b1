// name: link_objections_evidenced_by        mode: write
// params: rows (list)
// returns: made (int)
// Field `evidence`: Where it is written: document, lines and the claim in the reviewer's own words. Rows:
// {id, target, properties}, the position in the list among the properties.
UNWIND $rows AS row
MATCH (n:Objection {id: row.id})
MATCH (t:Document {id: row.target})
CREATE (n)-[r:EVIDENCED_BY]->(t)
SET r = row.properties
RETURN count(*) AS made
