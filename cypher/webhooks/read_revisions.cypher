// name: read_revisions        mode: read
// params: since (int), until (int), most (int)
// returns: revision (int), total (int), changes (list)
// The revisions after $since up to $until, each with how many changes it holds and the first $most of them.
UNWIND range($since + 1, $until) AS number
MATCH (c:Change {revision: number})
WITH c
ORDER BY c.seq
WITH c.revision AS revision, count(c) AS total, collect(c {.*}) AS events
RETURN revision, total, events[0..$most] AS changes
ORDER BY revision
