// name: delete_purposes        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the purposes of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Purpose {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
