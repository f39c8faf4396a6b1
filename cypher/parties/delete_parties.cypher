// name: delete_parties        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the parties of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Party {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
