// name: constrain_token_id        mode: schema
// params: -
// returns: -
// One Token node an id.
CREATE CONSTRAINT token_id IF NOT EXISTS
FOR (n:Token) REQUIRE n.id IS UNIQUE
