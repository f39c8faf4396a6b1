"""The law of international transfers: dated tables and the assessment of one hop (R0 to R9).

The rules are told in docs/explanation/whether-a-transfer-is-covered.md.
"""

from vendorgraph.law.added import law_with
from vendorgraph.law.assess import assess
from vendorgraph.law.groups import heads
from vendorgraph.law.hop import Assessment, Hop, PlaceAnswer
from vendorgraph.law.tables import Law, build, shipped

__all__ = ["Assessment", "Hop", "Law", "PlaceAnswer", "assess", "build", "heads", "law_with", "shipped"]
