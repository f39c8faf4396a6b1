// name: save_token        mode: write
// params: id (str), properties (map)
// returns: -
// Keeps an API token: who it is for, its role and the SHA-256 of its text.
MERGE (t:Token {id: $id})
SET t = $properties
