// name: erase_contents        mode: write
// params: ids (list), at (str), actor (str)
// returns: erased (int)
// Takes away what the events of the numbers $ids changed; the events and their hashes stay, so the chain stays whole.
UNWIND $ids AS number
MATCH (k:ChangeContent {seq: number})
SET k = {seq: number, erased_at: $at, erased_by: $actor}
RETURN count(*) AS erased
