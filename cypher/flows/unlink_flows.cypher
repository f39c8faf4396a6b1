// name: unlink_flows        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the flows of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Flow {id: id})-[r:SENDS|TO|CARRIES|ON_CONDITION|TRANSMITTED_BY|LOCATED_IN|UNDER|UNDER_CONTRACT|EVIDENCED_BY]-()
WHERE startNode(r) = n OR type(r) = 'SENDS'
DELETE r
