// name: constrain_region_id        mode: schema
// params: -
// returns: -
// One Region node an id.
CREATE CONSTRAINT region_id IF NOT EXISTS
FOR (n:Region) REQUIRE n.id IS UNIQUE
