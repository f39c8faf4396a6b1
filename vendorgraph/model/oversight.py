"""What governs and follows flows: contracts, conditions, evidence, promises, reviews, incidents.

Source: GDPR Art. 26, 28(2)-(4), 33, 34; EDPB Opinion 22/2024.
"""

from __future__ import annotations

from vendorgraph.model.common_fields import EVIDENCE, ID, VALID
from vendorgraph.model.fields import Entity, Field, Link

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
        Field(
            "authorisation",
            "enum",
            "Authorisation of subprocessors (Art. 28(2)).",
            values=("specific", "general"),
        ),
        Field("notice_days", "count", "Days of notice before a new subprocessor."),
        Field("breach_notice_hours", "count", "Hours within which a breach must be notified."),
        Field("art28_points", "enum", "Points of Art. 28(3) present.", many=True, values=tuple("abcdefgh")),
        Field(
            "flow_down", "flag", "The same obligations bind subprocessors (Art. 28(4)); null = not recorded."
        ),
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
            "type",
            "enum",
            "What it is.",
            default="other",
            values=("policy", "list", "contract", "register", "other"),
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
        Field(
            "party",
            "ref",
            "Who is reviewed.",
            required=True,
            refers_to=("party",),
            link=Link("OF", ("Party",)),
        ),
        Field("due", "date", "Day it is due."),
        Field("interval", "duration", "Time from one review done to the next, as P1Y."),
        Field("done_on", "date", "Day it was done; null = open."),
        Field("reviewer", "text", "Who did it."),
        Field(
            "outcome", "enum", "What came of it.", values=("approved", "approved_with_conditions", "rejected")
        ),
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
        Field("finding", "fingerprint", "Fingerprint of the finding.", required=True),
        Field(
            "status",
            "enum",
            "What was decided.",
            required=True,
            values=("accepted", "false_positive", "fixed"),
        ),
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
            "flow",
            "ref",
            "The flow objected to.",
            required=True,
            refers_to=("flow",),
            link=Link("AGAINST", ("Flow",)),
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
