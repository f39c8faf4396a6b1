// name: example_flows_without_a_place        mode: read
// params: -
// returns: flow (str), sender (str), recipient (str)
// Active flows of which nobody recorded where the data go: each is a question to the vendor.
MATCH (sender:Processing)-[:SENDS]->(f:Flow)-[:TO]->(recipient:Processing)
WHERE f.status = 'active' AND NOT EXISTS { MATCH (f)-[:LOCATED_IN]->() }
RETURN f.id AS flow, sender.id AS sender, recipient.id AS recipient
ORDER BY flow
