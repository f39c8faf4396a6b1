// name: delete_breaches        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the breaches of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Breach {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
