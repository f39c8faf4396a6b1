// name: read_tokens        mode: read
// params: -
// returns: token (map)
// All API tokens, oldest first; only hashes of their texts are kept.
MATCH (t:Token)
RETURN t {.*} AS token
ORDER BY t.created_at, t.id
