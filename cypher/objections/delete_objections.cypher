// name: delete_objections        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the objections of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Objection {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
