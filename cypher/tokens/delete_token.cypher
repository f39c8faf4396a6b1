// name: delete_token        mode: write
// params: id (str)
// returns: deleted (int)
// Ends an API token.
MATCH (t:Token {id: $id})
DETACH DELETE t
RETURN count(*) AS deleted
