// name: example_evidence_of_a_flow        mode: read
// params: flow (str)
// returns: document (str), title (str), lines (str), claim (str), about (str)
// Where it is written that a flow exists, and which of its facts a line speaks of.
MATCH (:Flow {id: $flow})-[e:EVIDENCED_BY]->(d:Document)
RETURN d.id AS document, d.title AS title, e.lines AS lines, e.claim AS claim, e.about AS about
ORDER BY e.position
