// name: example_vendors_most_depended_on        mode: read
// params: -
// returns: party (str), name (str), senders (int), flows (int)
// The parties that receive data from the most others: where one failure is felt most widely.
MATCH (sender:Party)-[:PERFORMS]->(:Processing)-[:SENDS]->(f:Flow)-[:TO]->(:Processing)<-[:PERFORMS]-(party:Party)
WHERE f.status = 'active' AND sender.id <> party.id
RETURN party.id AS party, party.name AS name, count(DISTINCT sender) AS senders, count(DISTINCT f) AS flows
ORDER BY senders DESC, flows DESC, party
LIMIT 25
