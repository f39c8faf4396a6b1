// name: delete_processings        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the processings of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Processing {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
