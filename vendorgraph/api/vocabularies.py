"""The shipped vocabularies that only the package changes: subjects, places, instruments, legal bases."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response
from flask.views import MethodView

from vendorgraph.api.answers import answer, page
from vendorgraph.api.blueprint import ETAG, IF_NONE_MATCH, Blueprint, path_parameter
from vendorgraph.api.filters import SEARCH, found
from vendorgraph.api.parameters import Arguments, Word, paging, parameters
from vendorgraph.api.schemas import TEXT, JsonSchema, described, nullable, page_of, reference
from vendorgraph.errors import NotFound
from vendorgraph.model import checks, places, vocabulary
from vendorgraph.model.canonical import digest
from vendorgraph.model.hints import nearest_are

_NAMES: JsonSchema = {
    "type": "object",
    "description": "Names by language tag.",
    "additionalProperties": TEXT,
}
_TERM = {"id": TEXT, "name": TEXT}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One read-only vocabulary: its path, its kind in `model.vocabulary`, an id of it, and what its terms hold."""

    path: str
    kind: str
    label: str
    example: str
    schema: JsonSchema

    @property
    def words(self) -> str:
        """The kind as a reader says it."""
        return self.kind.replace("_", " ")


VOCABULARIES = (
    Vocabulary(
        "subjects",
        "subject",
        "Subject",
        "account_holder",
        described("Whose data: a kind of data subject.", **_TERM, description=TEXT, dpv_iri=nullable(TEXT)),
    ),
    Vocabulary(
        "countries",
        "country",
        "Country",
        "FR",
        described("A country by its ISO 3166-1 alpha-2 code.", **_TERM, names=_NAMES),
    ),
    Vocabulary(
        "regions",
        "region",
        "Region",
        "EEA",
        described(
            "A group of countries with dated membership; open regions are words of ordinary speech.",
            **_TERM,
            names=_NAMES,
            kind={"type": "string"},
            members={
                "type": "array",
                "items": described(
                    "A country and the period of its membership; the end is exclusive, null is open.",
                    **{"country": TEXT, "from": nullable(TEXT), "to": nullable(TEXT)},
                ),
            },
        ),
    ),
    Vocabulary(
        "mechanisms",
        "mechanism",
        "Mechanism",
        "A46-2-c",
        described(
            "A legal instrument of a transfer.", **_TERM, names=_NAMES, kind=TEXT, article=nullable(TEXT)
        ),
    ),
    Vocabulary(
        "legal-bases",
        "legal_basis",
        "LegalBasis",
        "A6-1-b",
        described("A legal basis by article.", **_TERM, article=TEXT, description=TEXT),
    ),
)


def components() -> dict[str, JsonSchema]:
    """The components that describe the terms, by name."""
    described_terms = {item.label: item.schema for item in VOCABULARIES}
    lists = {
        f"{item.label}List": page_of(reference(item.label), f"One page of {item.path}.")
        for item in VOCABULARIES
    }
    return described_terms | lists


def vocabulary_blueprint(item: Vocabulary) -> Blueprint:
    """The two routes of one vocabulary."""
    blp = Blueprint(item.path, item.schema["description"])
    search = {
        SEARCH: Word("Words to find in id and name or title, whatever their case and accents.", most=200)
    }
    id_parameter = path_parameter("id", f"Id of the {item.words}.", TEXT, item.example)

    @blp.route(f"/{item.path}")
    class Terms(MethodView):
        @blp.query(parameters(item.label, search, paging()))
        @blp.answers(200, reference(f"{item.label}List"), description="One page, ordered by id.")
        @blp.doc(summary=f"List {item.path.replace('-', ' ')}", description=item.schema["description"])
        def get(self, args: Arguments) -> Response:
            terms = [
                term for term in vocabulary.shipped(item.kind).values() if found(term, args.get(SEARCH, ""))
            ]
            return answer(page(terms, args["page"], args["page_size"]))

    @blp.route(f"/{item.path}/<string:id>", parameters=[id_parameter])
    class Term(MethodView):
        @blp.answers(
            200, reference(item.label), description=f"The {item.words}.", headers=ETAG, problems=(404,)
        )
        @blp.alt_response(304, description="The version in If-None-Match is the current one.")
        @blp.doc(
            summary=f"Read a {item.words}", description=item.schema["description"], parameters=[IF_NONE_MATCH]
        )
        def get(self, id_: str) -> Response:
            terms = vocabulary.shipped(item.kind)
            if id_ not in terms:
                meant = places.meant(id_) if item.kind == "country" else id_
                hint = f"; write {meant}" if meant in terms else nearest_are(id_, terms)
                raise NotFound(f"there is no {item.words} {checks.given(id_)}{hint}")
            return answer(terms[id_], etag=digest(terms[id_])[:16])

    return blp
