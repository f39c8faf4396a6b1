// name: unlink_contracts        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the contracts of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Contract {id: id})-[r:EVIDENCED_BY]->()
DELETE r
