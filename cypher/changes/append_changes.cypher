// name: append_changes        mode: write
// params: rows (list)
// returns: -
// Appends events to the log; each row is the event's properties.
UNWIND $rows AS row
CREATE (c:Change)
SET c = row
