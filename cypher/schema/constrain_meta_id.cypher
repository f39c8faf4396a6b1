// name: constrain_meta_id        mode: schema
// params: -
// returns: -
// One Meta node an id.
CREATE CONSTRAINT meta_id IF NOT EXISTS
FOR (n:Meta) REQUIRE n.id IS UNIQUE
