// name: unlink_objections        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the objections of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Objection {id: id})-[r:AGAINST|RAISED_BY|EVIDENCED_BY]->()
DELETE r
