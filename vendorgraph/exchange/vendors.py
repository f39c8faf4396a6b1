"""The catalogue of well-known vendors: general knowledge by which names in texts are recognised.

A hit is help for matching and never a fact: what an import writes carries evidence from its source.
The rows stand in `data/vendors.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from vendorgraph.exchange.text import parse_yaml

_FORMS = (
    "inc incorporated corp corporation co company llc lllp lp llp pbc ltd limited plc pty "
    "pte pvt private gmbh mbb partg partgmbb ag se kg kgaa ohg ug ek eg mbh gbr sas sasu sa sarl eurl snc sci "
    "scop sca spa srl srls bv nv vof cv bvba sprl ab asa as aps oy oyj ou uab sia kft zrt "
    "doo sro ehf hf sl slu lda ltda sp zoo ood ead kk ev publ dac ulc unlimited ca gie "
    "cjsc ojsc pjsc jsc eood sdn bhd scrl scs selarl ggmbh gesmbh fze wll pllc kdor aor cic vos "
    "asbl aisbl cvba scic eirl gk "
)
#: Legal forms that may end a company's name, as they read once dots and commas are gone.
LEGAL_FORMS = frozenset(_FORMS.split())
_FORMS_OF_SEVERAL_WORDS = re.compile(
    r"\b(s a r l|s a s u|s l u|s l|s a s|s a|s p a|s r l|s r o|s c a|d o o|b v|n v|a s|l l c|p b c|a g|e k|e v|e u|z o o|o u"
    r"|k k|w l l|ges m b h|g m b h|spol s r o|s p|v o s|haftungsbeschrankt|et cie)\b"
)
_REMEMBERED = 20_000  # names; reading and matching ask for each several times
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A legal entity that many texts name, with the words they use for it.

    `services` maps a product's words, as texts write them, to the product's usual name
    ("GCP" -> "Google Cloud Platform"). `seat` is the ISO 3166-1 alpha-2 code of the seat of this
    entity, `group` the id of its parent in the catalogue; None where not known for certain. A
    `payment_scheme` is a means of payment that texts name ("we accept Visa") without data going to it.
    """

    id: str
    name: str
    legal_name: str | None
    aliases: tuple[str, ...]
    services: Mapping[str, str]
    domains: tuple[str, ...]
    seat: str | None
    group: str | None
    payment_scheme: bool = False

    def names(self) -> Iterator[str]:
        """Name, legal name and aliases, without the services."""
        yield self.name
        if self.legal_name:
            yield self.legal_name
        yield from self.aliases


class Catalogue:
    """All vendors, found by name, alias, service or domain."""

    def __init__(
        self,
        vendors: tuple[Vendor, ...],
        words: Iterable[str] = (),
        installed: Iterable[str] = (),
        app_shops: Iterable[str] = (),
    ) -> None:
        self.vendors = vendors
        self._installed = frozenset(map(normalised, installed))
        self._app_shops = frozenset(map(normalised, app_shops))
        self.by_id: Mapping[str, Vendor] = {vendor.id: vendor for vendor in vendors}
        self._words = frozenset(map(normalised, words))
        self._domains = {domain: vendor for vendor in vendors for domain in vendor.domains}
        self._services: dict[str, str] = {}
        self._found: dict[str, Vendor] = {}
        bare: dict[str, Vendor] = {}
        for vendor in vendors:
            for name in vendor.names():
                self._found.setdefault(normalised(name), vendor)
                bare.setdefault(without_legal_form(name), vendor)
            for words_of, service in vendor.services.items():
                self._found.setdefault(normalised(words_of), vendor)
                self._services[normalised(words_of)] = service
        for key, vendor in bare.items():
            self._found.setdefault(key, vendor)

    def find(self, words: str) -> Vendor | None:
        """The vendor that `words` name exactly (case, accents, dots and legal forms aside), or None."""
        return (
            self._found.get(normalised(words))
            or self._found.get(without_legal_form(words))
            or self.by_domain(words)
        )

    def service(self, words: str) -> str | None:
        """The usual name of the product that `words` name, None when they name none."""
        return self._services.get(normalised(words))

    def by_domain(self, address: str) -> Vendor | None:
        """The vendor whose domain the host name or web address `address` lies in; None when unknown."""
        host = _HOST.fullmatch(address.strip())
        labels = host[1].lower().split(".") if host else []
        for start in range(len(labels) - 1):
            if vendor := self._domains.get(".".join(labels[start:])):
                return vendor
        return None

    def is_word(self, words: str) -> bool:
        """Whether a vendor's name is an ordinary word too, so that only context tells."""
        return normalised(words) in self._words

    def is_installed(self, words: str) -> bool:
        """Whether a name is that of a program which people install on their own site."""
        return normalised(words) in self._installed

    def is_app_shop(self, words: str) -> bool:
        """Whether a product is a shop in which apps are found."""
        return normalised(words) in self._app_shops

    def spoken(self) -> Iterator[tuple[str, Vendor]]:
        """(words, vendor) for every name, alias and service a text may use."""
        for vendor in self.vendors:
            for words in (*vendor.names(), *vendor.services):
                yield words, vendor


def root(vendor: Vendor) -> Vendor:
    """The company at the top of the vendor's group, itself when it is in none."""
    while vendor.group:
        vendor = catalogue().by_id[vendor.group]
    return vendor


@lru_cache(maxsize=_REMEMBERED)
def normalised(words: str) -> str:
    """`words` for comparison: lower case without accents, letters and digits joined by single spaces."""
    bare = words.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w&+]+|_", " ", bare).split())


@lru_cache(maxsize=_REMEMBERED)
def without_legal_form(words: str) -> str:
    """`normalised(words)` without what stands in brackets and without the legal forms at the end."""
    bare = _ASIDE.sub(" ", words)
    tokens = _FORMS_OF_SEVERAL_WORDS.sub(lambda form: form[0].replace(" ", ""), normalised(bare)).split()
    while len(tokens) > 1 and (tokens[-1] in LEGAL_FORMS or tokens[-1] in ("&", "and", "cie", "etcie")):
        tokens.pop()
    return " ".join(tokens)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The shipped catalogue, read once."""
    text = resources.files("vendorgraph.exchange").joinpath("data/vendors.yaml").read_text("utf-8")
    content = parse_yaml(text)
    return Catalogue(
        tuple(map(_vendor, content["vendors"])),
        content["words"],
        content["installed"],
        content["app_shops"],
    )


def _vendor(row: dict[str, Any]) -> Vendor:
    services = (words.partition(" = ") for words in row.get("services", ()))
    return Vendor(
        id=row["id"],
        name=row["name"],
        legal_name=row.get("legal"),
        aliases=tuple(row.get("aliases", ())),
        services={words: usual or words for words, _, usual in services},
        domains=tuple(row.get("domains", ())),
        seat=row.get("seat"),
        group=row.get("group"),
        payment_scheme=row.get("payment_scheme", False),
    )
