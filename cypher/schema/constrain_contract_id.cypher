// name: constrain_contract_id        mode: schema
// params: -
// returns: -
// One Contract node an id.
CREATE CONSTRAINT contract_id IF NOT EXISTS
FOR (n:Contract) REQUIRE n.id IS UNIQUE
