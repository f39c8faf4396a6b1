// name: delete_flows        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the flows of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Flow {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
