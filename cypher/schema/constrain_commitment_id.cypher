// name: constrain_commitment_id        mode: schema
// params: -
// returns: -
// One Commitment node an id.
CREATE CONSTRAINT commitment_id IF NOT EXISTS
FOR (n:Commitment) REQUIRE n.id IS UNIQUE
