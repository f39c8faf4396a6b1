// name: delete_decisions        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the decisions of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Decision {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
