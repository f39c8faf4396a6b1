// name: delete_commitments        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the commitments of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Commitment {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
