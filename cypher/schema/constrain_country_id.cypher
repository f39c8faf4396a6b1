// name: constrain_country_id        mode: schema
// params: -
// returns: -
// One Country node an id.
CREATE CONSTRAINT country_id IF NOT EXISTS
FOR (n:Country) REQUIRE n.id IS UNIQUE
