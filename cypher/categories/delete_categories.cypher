// name: delete_categories        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the categories of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:DataCategory {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
