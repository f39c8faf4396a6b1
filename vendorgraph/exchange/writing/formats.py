"""Every format in which the inventory can be had: its forms, what may be asked of it, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid, NotFound
from vendorgraph.exchange.writing.asked import Asked, Exported
from vendorgraph.exchange.writing.cyclonedx import cyclonedx
from vendorgraph.exchange.writing.dora import TEMPLATES, package, template_csv
from vendorgraph.exchange.writing.dpv import dpv
from vendorgraph.exchange.writing.flat import exposure_sheet, flows_sheet
from vendorgraph.exchange.writing.graphml import graphml
from vendorgraph.exchange.writing.native import native_json, native_yaml
from vendorgraph.exchange.writing.public_files import left_out, public_file
from vendorgraph.exchange.writing.recipients import recipients_file
from vendorgraph.exchange.writing.register_files import register_file
from vendorgraph.exchange.writing.standalone import standalone
from vendorgraph.exchange.writing.tables import sheet_file
from vendorgraph.model import checks
from vendorgraph.model.hints import nearest

#: Content types by form, which is also the ending of a file's name.
MEDIA = {
    "yaml": "application/yaml",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILTERS = ("to", "country", "region", "outside", "certainty", "role", "max_hops")
DRAWING = ("depth", "expand", "limit", "colour", "focus")
QUESTION = ("as_of", "context", "include", "group")
Make = Callable[[Snapshot, Asked, str], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, its forms (the first when none is asked), the parameters it takes, its writer.

    The writer checks what is asked before it returns; only making the bytes may wait.
    """

    name: str
    what: str
    forms: tuple[str, ...]
    takes: tuple[str, ...]
    make: Make
    types: Mapping[str, str] = field(default_factory=dict)
    notes: Callable[[Snapshot, Asked], tuple[str, ...]] = lambda *_: ()

    def media(self, form: str) -> str:
        """The content type of one of its forms."""
        return self.types.get(form) or MEDIA[form]


def _dora(name: str, snapshot: Snapshot, asked: Asked, form: str) -> Iterable[bytes]:
    return template_csv(snapshot, asked, name)


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            "yaml",
            "The inventory as a file that `apply` takes back: all of it, or one inventory's part.",
            ("yaml",),
            ("inventory",),
            lambda snapshot, asked, _: native_yaml(snapshot, asked.inventory),
        ),
        Format(
            "json",
            "The same as JSON.",
            ("json",),
            ("inventory",),
            lambda snapshot, asked, _: native_json(snapshot, asked.inventory),
        ),
        Format(
            "controller-register",
            "The controller's record of processing activities (Art. 30(1)).",
            ("xlsx", "csv", "html", "json"),
            ("party", *QUESTION),
            register_file("controller"),
        ),
        Format(
            "processor-register",
            "The processor's record of processing activities (Art. 30(2)).",
            ("xlsx", "csv", "html", "json"),
            ("party", *QUESTION),
            register_file("processor"),
        ),
        Format(
            "recipients",
            "Who received or will receive data: for an access request, Art. 15(1)(c) and 15(2).",
            ("html", "csv", "xlsx", "json"),
            ("from", "category", "since", *QUESTION),
            recipients_file,
        ),
        Format(
            "subprocessors",
            "The public list of the processors that one processing engages, and a feed of its changes.",
            ("html", "json", "atom"),
            ("processing", "as_of", "context"),
            public_file,
            notes=left_out,
        ),
        Format(
            "csv",
            "A row per flow that holds on the day, or per flow of the chains that begin at `from`.",
            ("csv", "xlsx"),
            ("from", "category", *QUESTION),
            lambda snapshot, asked, form: sheet_file(flows_sheet(snapshot, asked), form, asked),
        ),
        Format(
            "exposure",
            "The rows of an exposure, with its filters.",
            ("csv", "xlsx"),
            ("from", "category", *FILTERS, *QUESTION),
            lambda snapshot, asked, form: sheet_file(exposure_sheet(snapshot, asked), form, asked),
        ),
        Format(
            "html",
            "A view of the network page in one file that needs no network: drawing, counts and table.",
            ("html",),
            ("view", "from", "category", *DRAWING, *FILTERS, *QUESTION),
            lambda snapshot, asked, _: standalone(snapshot, asked),
        ),
        Format(
            "graphml",
            "Processings and flows as a graph for other programs.",
            ("graphml",),
            ("from", "category", *QUESTION),
            lambda snapshot, asked, _: graphml(snapshot, asked),
        ),
        Format(
            "cyclonedx",
            "CycloneDX 1.6: services, their data and whom they depend on.",
            ("json",),
            ("from", "category", *QUESTION),
            lambda snapshot, asked, _: cyclonedx(snapshot, asked),
            {"json": "application/vnd.cyclonedx+json; version=1.6"},
        ),
        Format(
            "dpv",
            "Data Privacy Vocabulary of the W3C: roles, processes and transfers as JSON-LD.",
            ("jsonld",),
            ("from", "category", *QUESTION),
            lambda snapshot, asked, _: dpv(snapshot, asked),
        ),
        Format(
            "dora",
            "DORA register of information: templates b_02.02, b_05.01 and b_05.02 in one file.",
            ("zip",),
            ("from", *QUESTION),
            lambda snapshot, asked, _: package(snapshot, asked),
        ),
        *(
            Format(
                f"dora-{name}",
                f"DORA register of information: template {name}.",
                ("csv",),
                ("from", *QUESTION),
                partial(_dora, name),
            )
            for name in TEMPLATES
        ),
    )
}


def export(snapshot: Snapshot, name: str, asked: Asked, given: Collection[str] = ()) -> Exported:
    """The file of a format; `given` names the parameters that were asked.

    Raises NotFound when there is no such format, Invalid when a parameter is not one of its own or
    its value is not accepted.
    """
    found = format_of(name)
    for parameter in given:
        if parameter not in found.takes:
            listed = ", ".join(found.takes)
            raise Invalid.at(parameter, f"is not used by the format {name}; it takes: {listed}")
    form = asked.form or found.forms[0]
    if form not in found.forms:
        raise Invalid.at(
            "form", f"{checks.given(form)} is no form of {name}; one of {', '.join(found.forms)}"
        )
    return Exported(
        found.make(snapshot, asked, form),
        found.media(form),
        f"{_stem(name, asked)}.{form}",
        found.notes(snapshot, asked),
    )


def format_of(name: str) -> Format:
    """The format of that name; NotFound says which there are."""
    if name in FORMATS:
        return FORMATS[name]
    near = nearest(name, FORMATS, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise NotFound(f"there is no format {checks.given(name)}; one of {', '.join(FORMATS)}.{hint}")


def _stem(name: str, asked: Asked) -> str:
    """The file's name without its ending, in letters that every file system takes."""
    about = asked.inventory or asked.processing or asked.party or asked.from_ or ""
    said = "vendorgraph" if name in ("yaml", "json") else name
    text = f"{said}-{about}" if about else said
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in text
    )[:120]
