"""What a person decided about rows of lists (`--accept`): which row a decision is about, and whether it decides anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.row import Row
from vendorgraph.model.hints import nearest_are

SHOWN = 10  # names that a refusal lists
NEW = "new"  # in place of a party's id: the name is a party of its own


@dataclass(frozen=True, slots=True)
class Decision:
    """That the row called `name` (its number, or a vendor as written) is about `party`, or NEW."""

    name: str
    party: str

    @property
    def numbered(self) -> bool:
        """Whether it may name its row by its number."""
        return self.name.strip().isdecimal()


class Accepted:
    """The decisions as one list meets them."""

    def __init__(self, accept: Mapping[str, str]) -> None:
        self._given = {key(name): Decision(name, party) for name, party in accept.items()}
        self._done: set[Decision] = set()
        self._vain: dict[Decision, str] = {}
        self._met: list[str] = []
        self._shared: dict[int, str] = {}

    def meet(self, rows: Sequence[Row]) -> None:
        """Know all rows of the list: a number that rows with different vendors share decides about none of them.

        A row's number is its line, and all of a page or of JSON may stand on one.
        """
        numbered: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        for row in rows:
            if row.vendors and row.refused is None and str(row.number) in self._given:
                numbered[row.number].append(row.vendors)
        for number, found in numbered.items():
            if len({tuple(map(key, vendors)) for vendors in found}) > 1:
                names = list(dict.fromkeys(words for vendors in found for words in vendors))
                more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
                self._shared[number] = (
                    f"row {number} is {len(found)} rows; name the vendor as written: {', '.join(names[:SHOWN])}{more}"
                )

    def about(self, row: Row, words: str) -> Decision | None:
        """The decision about a vendor of a row, by its name as written or else by the row's number."""
        if not self._given:
            return None
        self._met.append(words)
        named, counted = self._given.get(key(words)), self._counted(row)
        if named and counted and named != counted:
            self.vain(counted, f"row {row.number} is decided by its name")
        return named or counted

    def parties(self, row: Row) -> list[str]:
        """The ids of the parties that decisions about a row name."""
        if not self._given:
            return []
        said = (*(self._given.get(key(words)) for words in row.vendors), self._counted(row))
        return [one.party for one in said if one is not None and one.party != NEW]

    def _counted(self, row: Row) -> Decision | None:
        """The decision about a row by its number; none, and why, where the number is not its alone."""
        said = self._given.get(str(row.number))
        if said is None or row.number not in self._shared:
            return said
        self.vain(said, self._shared[row.number])
        return None

    def refused(self, row: Row, why: str) -> None:
        """Note that a row could not be used."""
        if said := self._given.get(str(row.number)):
            self.vain(said, f"row {row.number} is refused: {why}")

    def done(self, decision: Decision) -> None:
        """Note that a decision decided about a row."""
        self._done.add(decision)

    def vain(self, decision: Decision, why: str) -> None:
        """Note why a decision decided nothing about a row."""
        self._vain.setdefault(decision, why)

    @staticmethod
    def check(given: Sequence[tuple[str, Accepted]]) -> None:
        """Raise Invalid where a decision decides nothing in any of the lists, which are given with their names."""
        done = {decision for _, one in given for decision in one._done}
        left = {
            decision: None for _, one in given for decision in one._given.values() if decision not in done
        }
        if not left:
            return
        files = ", ".join(dict.fromkeys(name for name, _ in given))
        said = []
        for decision in left:
            why = next((one._vain[decision] for _, one in given if decision in one._vain), None)
            said.append(f"{decision.name}={decision.party}: {why or _nothing(decision, files, given)}")
        raise Invalid("\n".join(f"accept: {one}" for one in said), {"accept": said})


def _nothing(decision: Decision, files: str, given: Sequence[tuple[str, Accepted]]) -> str:
    """That no row is called so."""
    if decision.numbered:
        return f"no row of {files} has that number"
    return f"no row of {files} names it{nearest_are(decision.name, {name for _, one in given for name in one._met})}"
