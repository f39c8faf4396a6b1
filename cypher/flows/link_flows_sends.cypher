// name: link_flows_sends        mode: write
// params: rows (list)
// returns: made (int)
// Field `from`: The processing on whose behalf data go. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Flow {id: row.id})
MATCH (t:Processing {id: row.target})
CREATE (n)<-[:SENDS {position: row.position}]-(t)
RETURN count(*) AS made
