// name: unlink_decisions        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the decisions of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Decision {id: id})-[r:EVIDENCED_BY]->()
DELETE r
