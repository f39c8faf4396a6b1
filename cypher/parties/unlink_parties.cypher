// name: unlink_parties        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the parties of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Party {id: id})-[r:ESTABLISHED_IN|MEMBER_OF|CERTIFIED_UNDER|EVIDENCED_BY]->()
DELETE r
