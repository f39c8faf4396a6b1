// name: unlink_conditions        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the conditions of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Condition {id: id})-[r:EVIDENCED_BY]->()
DELETE r
