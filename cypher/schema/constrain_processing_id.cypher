// name: constrain_processing_id        mode: schema
// params: -
// returns: -
// One Processing node an id.
CREATE CONSTRAINT processing_id IF NOT EXISTS
FOR (n:Processing) REQUIRE n.id IS UNIQUE
