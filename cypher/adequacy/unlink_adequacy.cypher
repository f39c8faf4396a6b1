// name: unlink_adequacy        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the adequacy of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:AdequacyDecision {id: id})-[r:FINDS_ADEQUATE|CERTIFIED_BY]->()
DELETE r
