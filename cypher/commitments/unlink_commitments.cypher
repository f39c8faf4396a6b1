// name: unlink_commitments        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the commitments of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Commitment {id: id})-[r:MADE|RELIES_ON|EVIDENCED_BY]-()
WHERE startNode(r) = n OR type(r) = 'MADE'
DELETE r
