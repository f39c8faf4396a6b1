// name: unlink_shipped_categories        mode: write
// params: -
// returns: -
// Removes the parents of shipped categories before they are made anew; an administrator's terms keep
// theirs.
MATCH (n:DataCategory {shipped: true})-[r:IS_A]->()
DELETE r
