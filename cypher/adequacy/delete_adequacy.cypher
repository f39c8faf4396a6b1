// name: delete_adequacy        mode: write
// params: ids (list)
// returns: deleted (int)
// Removes the adequacy of $ids with every relationship at them.
UNWIND $ids AS id
MATCH (n:AdequacyDecision {id: id})
DETACH DELETE n
RETURN count(*) AS deleted
