// name: create_meta        mode: write
// params: hash (str), schema_version (int)
// returns: -
// The one node from which every write takes its revision; $hash begins the chain of events.
MERGE (m:Meta {id: 'inventory'})
ON CREATE SET m.revision = 0, m.seq = 0, m.hash = $hash, m.schema_version = $schema_version,
              m.constraints = '', m.vocabulary = ''
