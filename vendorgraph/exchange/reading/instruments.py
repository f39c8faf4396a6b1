"""From the words of a column of safeguards to the instruments they name, by the shipped codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from vendorgraph.exchange.reading.gazetteer import key

_INSTRUMENTS = (
    (r"\b(dpf|data privacy framework|privacy framework|(?:eu|ue) usa? datenschutz ?(?:framework|rahmen\w*)|"
r"cadre (?:de |du )?(?:transatlantique|protection des donnees) (?:ue|eu) (?:etats unis|usa?))\b", "DPF-EU"),
    (r"\b(uk (extension|bridge)|data bridge)\b", "DPF-UK"),
    (r"\bsw(iss|i) (us )?(dpf|data privacy)", "DPF-CH"),
    (r"\b(sccs?|standard contractual clauses?|model clauses|eu clauses|"
r"clauses contractuelles types|cct|standardvertragsklauseln|"
r"standarddatenschutzklauseln|standard data protection clauses)\b", "A46-2-c"),
    (r"\b(bcrs?|binding corporate rules|regles d entreprise contraignantes|"
r"verbindliche interne datenschutzvorschriften)\b", "A46-2-b"),
    (r"\bidta\b|\binternational data transfer agreement\b", "UK-IDTA"),
    (r"\buk addendum\b|\binternational data transfer addendum\b|\baddendum (britannique|uk|du royaume uni)\b|"
r"\bdatentransfer addendum\b|\bbritische\w* addendum\b", "UK-ADDENDUM"),
    (r"\bprivacy shield\b", "PRIVACY-SHIELD-EU"),
    (r"\b(adequacy|adequation|angemessenheit\w*)\b", "A45-3"),
)  # fmt: skip


def read_instruments(words: Iterable[str]) -> list[dict[str, Any]]:
    """The instruments named, unverified, each once; [] when none is."""
    words = [one for one in words if one]
    if not words:
        return []
    text = " ; ".join(key(one) for one in words)
    return [{"code": code} for pattern, code in _INSTRUMENTS if re.search(pattern, text)]
