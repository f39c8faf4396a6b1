"""A brute-force reading of docs/explanation/what-reaches-whom.md, written apart from the implementation.

Sets of terms are Python sets, the fixed point is repeated passes over all flows, proofs are
enumerated. It is slow, meant for inventories of a dozen flows, and imports nothing of
`vendorgraph.analysis`; `comparison` alone knows both sides.
"""

from tests.oracle.paths import proof
from tests.oracle.places import Places
from tests.oracle.reading import Context, Reading
from tests.oracle.rows import exposure
from tests.oracle.taking_out import depends
from tests.oracle.upstream import impact

__all__ = ["Context", "Places", "Reading", "depends", "exposure", "impact", "proof"]
