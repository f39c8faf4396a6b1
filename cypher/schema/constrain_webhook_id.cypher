// name: constrain_webhook_id        mode: schema
// params: -
// returns: -
// One Webhook node an id.
CREATE CONSTRAINT webhook_id IF NOT EXISTS
FOR (n:Webhook) REQUIRE n.id IS UNIQUE
