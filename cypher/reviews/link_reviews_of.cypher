// name: link_reviews_of        mode: write
// params: rows (list)
// returns: made (int)
// Field `party`: Who is reviewed. Rows: {id, target, position}.
UNWIND $rows AS row
MATCH (n:Review {id: row.id})
MATCH (t:Party {id: row.target})
CREATE (n)-[:OF {position: row.position}]->(t)
RETURN count(*) AS made
