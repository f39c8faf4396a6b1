// name: delete_contracts        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the contracts of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Contract {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
