// name: unlink_categories        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the categories of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:DataCategory {id: id})-[r:IS_A]->()
DELETE r
