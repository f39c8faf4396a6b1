// name: unlink_processings        mode: write
// params: ids (list)
// returns: -
// Removes the relationships that the processings of $ids declare themselves, before they are made anew.
UNWIND $ids AS id
MATCH (n:Processing {id: id})-[r:PERFORMS|JOINT_WITH|HOLDS|EVIDENCED_BY]-()
WHERE startNode(r) = n OR type(r) = 'PERFORMS'
DELETE r
