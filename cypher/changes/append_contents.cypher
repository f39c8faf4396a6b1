// name: append_contents        mode: write
// params: rows (list)
// returns: -
// Keeps what an event changed beside it, so that it can be erased without breaking the chain.
UNWIND $rows AS row
CREATE (c:ChangeContent)
SET c = row
