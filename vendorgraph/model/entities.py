"""The inventory declared once, as data: entities, fields, descriptions, relationships.

Constraints, docs page, API schemas and the store's mapping come from here.
Source: GDPR Art. 4, 26, 28, 30, 44-49; EDPB Opinion 22/2024.
"""

from __future__ import annotations

from vendorgraph.model.fields import Entity, Field, Link

PLACES = ("Country", "Region")
CAPACITIES = ("controller", "joint_controller", "processor")
LEGAL_BASES = (
    *(f"A6-1-{letter}" for letter in "abcdef"),
    *(f"A9-2-{letter}" for letter in "abcdefghij"),
    "A10",
)

ID = Field("id", "slug", "Readable identifier, unique within its kind; made from the name when absent.")
EVIDENCE = Field(
    "evidence",
    "record",
    "Where it is written: document, lines and the claim in the reviewer's own words.",
    many=True,
    link=Link("EVIDENCED_BY", ("Document",), key="document"),
    fields=(
        Field("about", "pointer", 'JSON pointer of the fact within this resource; "" = all of it.', default=""),
        Field("document", "ref", "The document.", required=True, refers_to=("document",)),
        Field("lines", "lines", 'Line numbers, as "36-43"; null = the whole text, for what it lacks.'),
        Field("claim", "text", "What the document says, in the reviewer's own words."),
        Field("named_as", "text", "The words by which the text names the recipient."),
    ),
)
RETENTION = Field(
    "retention",
    "record",
    "How long the data are kept.",
    fields=(
        Field("period", "duration", "ISO 8601 duration, as P13M."),
        Field("after", "text", "The event from which the period runs."),
        Field("text", "text", "The rule in the source's sense when no period is given."),
    ),
)
VALID = (
    Field("valid_from", "date", "First day on which it holds; null = open."),
    Field("valid_to", "date", "First day on which it no longer holds; null = open."),
)

PARTY = Entity(
    "party",
    "parties",
    "Party",
    "A legal entity, authority, person or unnamed group. Roles belong to its processings, never to it.",
    (
        ID,
        Field("name", "text", "The name by which readers know it.", required=True),
        Field(
            "kind",
            "enum",
            "What sort of party it is.",
            default="organisation",
            values=("organisation", "person", "authority", "international_organisation"),
        ),
        Field("named", "flag", "False for a group that its source does not name (our partners).", default=True),
        Field("own", "flag", "One of the organisations that keep this inventory.", default=False),
        Field("legal_name", "text", "The registered name."),
        Field("aliases", "text", "Other names and brands under which sources mention it.", many=True),
        Field("domains", "text", "Internet domains it holds.", many=True),
        Field("identifiers", "identifier", "Register numbers as scheme:value, as lei:….", many=True),
        Field("former_ids", "slug", "Ids under which it also answers, after a merge.", many=True),
        Field(
            "established_in",
            "country",
            "Country of its seat; not where it processes.",
            link=Link("ESTABLISHED_IN", ("Country",)),
        ),
        Field("address", "text", "Postal address."),
        Field("contact", "text", "Contact for data protection questions."),
        Field("dpo", "text", "Data protection officer (Art. 37) and how to reach them."),
        Field("representative", "text", "Representative in the Union (Art. 27)."),
        Field("website", "url", "Home page."),
        Field("privacy_url", "url", "Privacy policy."),
        Field("dpa_url", "url", "Data processing agreement."),
        Field("subprocessors_url", "url", "Published list of subprocessors."),
        Field(
            "member_of",
            "party_or_none",
            'Parent in its group; "none" = established to belong to no group; null = not recorded.',
            link=Link("MEMBER_OF", ("Party",)),
        ),
        Field(
            "certifications",
            "record",
            "Certificates under a transfer framework (DPF).",
            many=True,
            link=Link("CERTIFIED_UNDER", ("Mechanism",), key="mechanism"),
            fields=(
                Field("mechanism", "ref", "The framework's code, as DPF-EU.", required=True, refers_to=("mechanism",)),
                Field("from", "date", "First day of the certificate; null = open."),
                Field("to", "date", "First day on which it no longer holds; null = open."),
                Field("data", "enum", "Data covered; null = not recorded.", values=("hr", "non_hr", "both")),
            ),
        ),
        Field(
            "scope_of",
            "record",
            "Whether an adequacy decision of limited scope covers it.",
            many=True,
            fields=(
                Field("decision", "text", "Id of the adequacy row, as eu-jp.", required=True),
                Field("in_scope", "flag", "True when it is in scope, false when it is out.", required=True),
                Field("from", "date", "First day; null = open."),
                Field("to", "date", "First day on which it no longer holds; null = open."),
            ),
        ),
        EVIDENCE,
    ),
)

PROCESSING = Entity(
    "processing",
    "processings",
    "Processing",
    "A party processing personal data in one capacity: a controller's activity (Art. 30(1)) or a processor's service (Art. 30(2)).",
    (
        ID,
        Field(
            "party",
            "ref",
            "Who processes.",
            required=True,
            refers_to=("party",),
            link=Link("PERFORMS", ("Party",), inward=True),
        ),
        Field("name", "text", "The activity or service.", required=True),
        Field(
            "capacity",
            "enum",
            "The reviewer's assessment of the role in this processing.",
            required=True,
            values=CAPACITIES,
        ),
        Field(
            "joint_with",
            "ref",
            "Processings of the other joint controllers (Art. 26).",
            many=True,
            refers_to=("processing",),
            link=Link("JOINT_WITH", ("Processing",)),
        ),
        Field(
            "categories",
            "ref",
            "Categories it declares to hold; never limits exposure.",
            many=True,
            refers_to=("category",),
            link=Link("HOLDS", ("DataCategory",)),
        ),
        Field("categories_text", "text", "The source's sense of what is held."),
        Field(
            "terms",
            "record",
            "Purposes with their categories, subjects, legal basis and retention.",
            many=True,
            fields=(
                Field("purpose", "ref", "Purpose.", refers_to=("purpose",)),
                Field("categories", "ref", "Categories used for it.", many=True, refers_to=("category",)),
                Field("subjects", "ref", "Whose data.", many=True, refers_to=("subject",)),
                Field("legal_basis", "enum", "Article 6, 9 or 10 basis.", values=LEGAL_BASES),
                RETENTION,
            ),
        ),
        Field("security_measures", "text", "General description (Art. 32(1))."),
        EVIDENCE,
    ),
    id_from=("party", "name"),
)

FLOW = Entity(
    "flow",
    "flows",
    "Flow",
    "One disclosure of personal data from one processing to another.",
    (
        ID,
        Field(
            "from",
            "ref",
            "The processing on whose behalf data go.",
            required=True,
            refers_to=("processing",),
            link=Link("SENDS", ("Processing",), inward=True),
        ),
        Field(
            "to",
            "ref",
            "The receiving processing.",
            required=True,
            refers_to=("processing",),
            link=Link("TO", ("Processing",)),
        ),
        Field(
            "status",
            "enum",
            "Whether it happens, is announced, or is denied by the source.",
            default="active",
            values=("active", "planned", "disclaimed"),
        ),
        Field(
            "basis",
            "enum",
            "Said by the source, or inferred by a reviewer.",
            default="stated",
            values=("stated", "inferred"),
        ),
        Field(
            "categories",
            "ref",
            "Categories disclosed; null = not stated. An empty list is refused.",
            many=True,
            stated=True,
            refers_to=("category",),
            link=Link("CARRIES", ("DataCategory",)),
        ),
        Field("categories_open", "flag", 'The list is not complete ("e.g.", "any other").', default=False),
        Field("categories_text", "text", "The source's sense of what is disclosed."),
        Field("purposes", "ref", "Purposes of the disclosure.", many=True, refers_to=("purpose",)),
        Field("subjects", "ref", "Whose data.", many=True, refers_to=("subject",)),
        Field("legal_basis", "enum", "Article 6, 9 or 10 basis; null = not stated.", values=LEGAL_BASES),
        Field(
            "transform",
            "enum",
            "What is done to the data before they leave.",
            default="none",
            values=("none", "encrypted", "pseudonymised", "aggregated", "anonymised"),
        ),
        Field(
            "conditions",
            "ref",
            "Conditions that must all be on.",
            many=True,
            refers_to=("condition",),
            link=Link("ON_CONDITION", ("Condition",)),
        ),
        Field("scope", "scope", "Dimension -> admitted values, as {region: [EU]}.", default={}),
        Field("stated_role", "text", "The text's own word for the recipient's role; null = not stated."),
        Field(
            "transmitted_by",
            "ref",
            "A processing that passes the data on for the sender.",
            refers_to=("processing",),
            link=Link("TRANSMITTED_BY", ("Processing",)),
        ),
        RETENTION,
        Field(
            "locations",
            "record",
            "Where the recipient stores, processes or accesses the data.",
            many=True,
            link=Link("LOCATED_IN", PLACES, key="place"),
            fields=(
                Field("place", "place", 'Country, region or "unknown".', required=True),
                Field(
                    "kind", "enum", "What happens there; null = not stated.", values=("storage", "processing", "access")
                ),
            ),
        ),
        Field(
            "mechanisms",
            "record",
            "Legal instruments of a transfer; null = not stated, [] = established that there is none.",
            many=True,
            stated=True,
            link=Link("UNDER", ("Mechanism",), key="code"),
            fields=(
                Field("code", "ref", "Instrument, as A46-2-c.", required=True, refers_to=("mechanism",)),
                Field("module", "enum", "Module of the standard clauses.", values=(1, 2, 3, 4)),
                *VALID,
                Field("verified", "flag", "Somebody has checked that it is in place.", default=False),
            ),
        ),
        Field(
            "contract",
            "ref",
            "The contract it stands under.",
            refers_to=("contract",),
            link=Link("UNDER_CONTRACT", ("Contract",)),
        ),
        *VALID,
        EVIDENCE,
    ),
    id_from=("from", "to"),
)

CONTRACT = Entity(
    "contract",
    "contracts",
    "Contract",
    "A processing agreement, joint arrangement or other terms under which flows stand.",
    (
        ID,
        Field("name", "text", "Short title."),
        Field(
            "kind",
            "enum",
            "What it is.",
            default="other",
            values=("processing_agreement", "joint_arrangement", "terms", "other"),
        ),
        Field("signed_on", "date", "Day of signature."),
        *VALID,
        Field("authorisation", "enum", "Authorisation of subprocessors (Art. 28(2)).", values=("specific", "general")),
        Field("notice_days", "count", "Days of notice before a new subprocessor."),
        Field("breach_notice_hours", "count", "Hours within which a breach must be notified."),
        Field("art28_points", "enum", "Points of Art. 28(3) present.", many=True, values=tuple("abcdefgh")),
        Field("flow_down", "flag", "The same obligations bind subprocessors (Art. 28(4)); null = not recorded."),
        Field(
            "assessment",
            "record",
            "Transfer impact assessment (clause 14 of Decision (EU) 2021/914).",
            fields=(Field("done_on", "date", "Day it was done."), Field("outcome", "text", "Its outcome.")),
        ),
        EVIDENCE,
    ),
)

CONDITION = Entity(
    "condition",
    "conditions",
    "Condition",
    "What a flow may hang on: an option somebody switches on, or an event.",
    (
        ID,
        Field("name", "text", "Short name; its id when absent."),
        Field("kind", "enum", "Option or event.", required=True, values=("option", "event")),
        Field(
            "default",
            "enum",
            "State when a question does not fix it: an option is on, an event off.",
            values=("on", "off"),
        ),
        EVIDENCE,
    ),
)

DOCUMENT = Entity(
    "document",
    "documents",
    "Document",
    "Evidence: a policy, list, contract or register.",
    (
        ID,
        Field(
            "type", "enum", "What it is.", default="other", values=("policy", "list", "contract", "register", "other")
        ),
        Field("title", "text", "Title."),
        Field("url", "url", "Where it was published."),
        Field("language", "language", "Its language, as fr."),
        Field("dated", "date", "The date it bears; not the start of a fact."),
        Field("retrieved_on", "date", "Day it was retrieved."),
        Field("sha256", "sha256", "Digest of the text."),
    ),
    id_from=("title",),
)

COMMITMENT = Entity(
    "commitment",
    "commitments",
    "Commitment",
    "A promise or claim that a party makes.",
    (
        ID,
        Field(
            "party",
            "ref",
            "Who makes it.",
            required=True,
            refers_to=("party",),
            link=Link("MADE", ("Party",), inward=True),
        ),
        Field(
            "kind",
            "enum",
            "What is promised or claimed.",
            required=True,
            values=(
                "no_transfer_outside",
                "all_data_in",
                "no_sale",
                "flow_down",
                "list_complete",
                "no_personal_data",
                "relies_on",
                "other",
            ),
        ),
        Field("place", "area", "Region or country it speaks of; UK and CH serve as regions here."),
        Field(
            "mechanism",
            "ref",
            "Instrument relied on.",
            refers_to=("mechanism",),
            link=Link("RELIES_ON", ("Mechanism",)),
        ),
        Field(
            "about",
            "ref",
            "Flows, processings or categories it is about.",
            many=True,
            refers_to=("flow", "processing", "category"),
        ),
        Field("topic", "text", "Subject matter of an `other`: security, breach notice, rights, purpose."),
        Field("statement", "text", "The commitment in the reviewer's own words."),
        Field("duration", "duration", "ISO 8601 duration it names, as P13M."),
        *VALID,
        EVIDENCE,
    ),
    id_from=("party", "kind", "topic"),
)

REVIEW = Entity(
    "review",
    "reviews",
    "Review",
    "A vendor review: when it is due, what came of it.",
    (
        ID,
        Field("party", "ref", "Who is reviewed.", required=True, refers_to=("party",), link=Link("OF", ("Party",))),
        Field("due", "date", "Day it is due."),
        Field("interval", "duration", "Time from one review done to the next, as P1Y."),
        Field("done_on", "date", "Day it was done; null = open."),
        Field("reviewer", "text", "Who did it."),
        Field("outcome", "enum", "What came of it.", values=("approved", "approved_with_conditions", "rejected")),
        Field("conditions", "text", "What the vendor must do.", many=True),
        Field("notes", "text", "Readings of the texts that no rule decides."),
        EVIDENCE,
    ),
    id_from=("party", "due"),
)

DECISION = Entity(
    "decision",
    "decisions",
    "Decision",
    "What was decided about a finding, by whom and why.",
    (
        ID,
        Field("finding", "text", "Fingerprint of the finding.", required=True),
        Field("status", "enum", "What was decided.", required=True, values=("accepted", "false_positive", "fixed")),
        Field("until", "date", "First day on which an acceptance no longer holds."),
        Field("by", "text", "Who decided."),
        Field("reason", "text", "Why."),
        Field("decided_on", "date", "Day of the decision."),
        EVIDENCE,
    ),
    id_from=("finding", "status"),
)

BREACH = Entity(
    "breach",
    "breaches",
    "Breach",
    "A personal data breach at a party or one of its processings (Art. 33, 34).",
    (
        ID,
        Field("party", "ref", "Where it happened.", refers_to=("party",), link=Link("AT", ("Party",))),
        Field(
            "processing",
            "ref",
            "The processing concerned, when known.",
            refers_to=("processing",),
            link=Link("WITHIN", ("Processing",)),
        ),
        Field("from", "date", "Day from which data were exposed."),
        Field("known_at", "instant", "When the party became aware."),
        Field("categories", "ref", "Categories concerned.", many=True, refers_to=("category",)),
        Field("description", "text", "What happened."),
        EVIDENCE,
    ),
    id_from=("party", "processing", "from"),
)

OBJECTION = Entity(
    "objection",
    "objections",
    "Objection",
    "A controller's objection to a planned flow (Art. 28(2)).",
    (
        ID,
        Field(
            "flow", "ref", "The flow objected to.", required=True, refers_to=("flow",), link=Link("AGAINST", ("Flow",))
        ),
        Field(
            "party",
            "ref",
            "The controller that objects.",
            required=True,
            refers_to=("party",),
            link=Link("RAISED_BY", ("Party",)),
        ),
        Field("raised_on", "date", "Day it was raised."),
        Field("reason", "text", "Why."),
        Field("resolved_on", "date", "Day it was settled; null = open."),
        Field("outcome", "text", "How it was settled."),
        EVIDENCE,
    ),
    id_from=("party", "flow"),
)

_TERM = (
    ID,
    Field("name", "text", "Name.", required=True),
    Field("description", "text", "What it covers."),
)
CATEGORY = Entity(
    "category",
    "categories",
    "DataCategory",
    "A term of the taxonomy of personal data.",
    (
        *_TERM,
        Field(
            "parents",
            "ref",
            "Wider terms; never a cycle.",
            many=True,
            refers_to=("category",),
            link=Link("IS_A", ("DataCategory",)),
        ),
        Field("special_category", "flag", "Special category of personal data (Art. 9(1)).", default=False),
        Field("criminal", "flag", "Criminal convictions and offences (Art. 10).", default=False),
        Field("dpv_iri", "url", "The same term in the W3C Data Privacy Vocabulary."),
        Field("replaced_by", "ref", "Term to use instead of this deprecated one.", refers_to=("category",)),
    ),
)
PURPOSE = Entity(
    "purpose",
    "purposes",
    "Purpose",
    "A purpose of processing.",
    (
        *_TERM,
        Field(
            "parents",
            "ref",
            "Wider purposes; never a cycle.",
            many=True,
            refers_to=("purpose",),
            link=Link("IS_A", ("Purpose",)),
        ),
        Field("dpv_iri", "url", "The same term in the W3C Data Privacy Vocabulary."),
        Field("replaced_by", "ref", "Purpose to use instead of this deprecated one.", refers_to=("purpose",)),
    ),
)

#: Resources people write, in the order in which a file's sections are applied.
RECORDS = (
    DOCUMENT,
    CATEGORY,
    PURPOSE,
    PARTY,
    PROCESSING,
    CONDITION,
    CONTRACT,
    FLOW,
    COMMITMENT,
    REVIEW,
    DECISION,
    BREACH,
    OBJECTION,
)
BY_NAME = {entity.name: entity for entity in RECORDS}
BY_PLURAL = {entity.plural: entity for entity in RECORDS}
#: Terms that ship with the package and that only an administrator or a file adds to.
TERMS = frozenset({"category", "purpose"})
