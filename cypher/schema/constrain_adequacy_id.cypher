// name: constrain_adequacy_id        mode: schema
// params: -
// returns: -
// One AdequacyDecision node an id.
CREATE CONSTRAINT adequacy_id IF NOT EXISTS
FOR (n:AdequacyDecision) REQUIRE n.id IS UNIQUE
