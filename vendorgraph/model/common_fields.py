"""Fields and closed lists that several entities share."""

from __future__ import annotations

from vendorgraph.model.fields import Field, Link

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
        Field(
            "about", "pointer", 'JSON pointer of the fact within this resource; "" = all of it.', default=""
        ),
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
