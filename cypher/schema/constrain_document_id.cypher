// name: constrain_document_id        mode: schema
// params: -
// returns: -
// One Document node an id.
CREATE CONSTRAINT document_id IF NOT EXISTS
FOR (n:Document) REQUIRE n.id IS UNIQUE
