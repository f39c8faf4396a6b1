// name: link_processings_joint_with        mode: write
// params: rows (list)
// returns: made (int)
// Field `joint_with`: Processings of the other joint controllers (Art. 26). Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Processing {id: row.id})
MATCH (t:Processing {id: row.target})
CREATE (n)-[:JOINT_WITH {position: row.position}]->(t)
RETURN count(*) AS made
