// name: unlink_breaches        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the breaches of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Breach {id: id})-[r:AT|WITHIN|EVIDENCED_BY]->()
DELETE r
