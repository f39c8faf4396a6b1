// name: index_commitment_revision        mode: schema
// params: -
// returns: -
// Finds the commitments written since a revision without reading all.
CREATE INDEX commitment_revision IF NOT EXISTS
FOR (n:Commitment) ON (n.revision)
