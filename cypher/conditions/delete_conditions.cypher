// name: delete_conditions        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the conditions of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Condition {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
