// name: unlink_purposes        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the purposes of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Purpose {id: id})-[r:IS_A]->()
DELETE r
