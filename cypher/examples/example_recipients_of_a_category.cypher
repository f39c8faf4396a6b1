// name: example_recipients_of_a_category        mode: read
// params: category (str)
// returns: recipient (str), recipient_name (str), sender (str), flow (str), categories (list)
// Who is said to receive a category or a term below it, as user.health_and_medical, straight from whom.
// What comes through chains, or under a wider term, is /api/v1/exposure's to say.
MATCH (:DataCategory {id: $category})<-[:IS_A*0..8]-(term:DataCategory)<-[:CARRIES]-(f:Flow)
MATCH (sender:Processing)-[:SENDS]->(f)-[:TO]->(recipient:Processing)<-[:PERFORMS]-(party:Party)
WHERE f.status = 'active'
RETURN recipient.id AS recipient, party.name AS recipient_name, sender.id AS sender, f.id AS flow,
       collect(DISTINCT term.id) AS categories
ORDER BY recipient, flow
