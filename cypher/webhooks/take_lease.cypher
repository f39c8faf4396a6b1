// name: take_lease        mode: write
// params: holder (str), now (str), until (str)
// returns: holder (str)
// Makes $holder the one process that delivers until a moment, unless another is; the first SET locks the node.
MERGE (d:Dispatcher {id: 'webhooks'})
SET d.asked = $now
WITH d
WHERE d.holder IS NULL OR d.holder = $holder OR d.until < $now
SET d.holder = $holder, d.until = $until
RETURN d.holder AS holder
