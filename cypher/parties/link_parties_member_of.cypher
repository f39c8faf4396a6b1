// name: link_parties_member_of        mode: write
// params: rows (list)
// returns: made (int)
// Field `member_of`: Parent in its group; "none" = established to belong to no group; null = not recorded.
// Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Party {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)-[:MEMBER_OF {position: row.position}]->(t)
RETURN count(*) AS made
