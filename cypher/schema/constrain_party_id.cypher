// name: constrain_party_id        mode: schema
// params: -
// returns: -
// One Party node an id.
CREATE CONSTRAINT party_id IF NOT EXISTS
FOR (n:Party) REQUIRE n.id IS UNIQUE
