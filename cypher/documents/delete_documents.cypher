// name: delete_documents        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the documents of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:Document {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
