// name: unlink_reviews        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the reviews of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Review {id: id})-[r:OF|EVIDENCED_BY]->()
DELETE r
