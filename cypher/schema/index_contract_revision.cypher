// name: index_contract_revision        mode: schema
// params: -
// returns: -
// Finds the contracts written since a revision without reading all.
CREATE INDEX contract_revision IF NOT EXISTS
FOR (n:Contract) ON (n.revision)
