"""Terms of the taxonomies that an organisation may add to: data categories and purposes."""

from __future__ import annotations

from vendorgraph.model.common_fields import ID
from vendorgraph.model.fields import Entity, Field, Link

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
