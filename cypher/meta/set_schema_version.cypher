// name: set_schema_version        mode: write
// params: version (int)
// returns: -
// Records that the graph has the shape of schema $version.
MATCH (m:Meta {id: 'inventory'})
SET m.schema_version = $version
