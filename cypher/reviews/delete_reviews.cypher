// name: delete_reviews        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the reviews of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Review {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
