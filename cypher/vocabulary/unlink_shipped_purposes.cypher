// name: unlink_shipped_purposes        mode: write
// params: -
// returns: -
// Removes the parents of shipped purposes before they are made anew; an administrator's terms keep theirs.
MATCH (n:Purpose {shipped: true})-[r:IS_A]->()
DELETE r
