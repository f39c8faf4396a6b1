"""Everything wrong with a file, said at once: `file:line: sentence` for each, in the file's order."""

from __future__ import annotations

from vendorgraph.errors import Conflict, Invalid, VendorgraphError
from vendorgraph.exchange.text import Path, lines_of

SHOWN = 50  # problems of one file that a message lists; the rest are counted


class Problems:
    """Collects what is wrong in one file; lines are looked up only when there is something to say."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._said: list[tuple[Path, str]] = []
        self._only_conflicts = True

    def __bool__(self) -> bool:
        return bool(self._said)

    def add(self, path: Path, sentence: str, *, conflict: bool = False) -> None:
        """Note that what stands at `path` is refused; `conflict` when it is well formed in itself."""
        self._said.append((path, sentence))
        self._only_conflicts = self._only_conflicts and conflict

    def raise_if_any(self) -> None:
        """Raise one Conflict (nothing but conflicts) or Invalid that says everything noted."""
        if self._said:
            raise self.refusal()

    def refusal(self) -> VendorgraphError:
        """The exception that says everything noted, without raising it."""
        places = self.placed([path for path, _ in self._said])
        lines = sorted(
            {(line, place, said) for (_, said), (line, place) in zip(self._said, places, strict=True)}
        )
        errors: dict[str, list[str]] = {}
        for _, place, said in lines[:SHOWN]:
            errors.setdefault(place, []).append(said)
        shown = [f"{place}: {said}" for _, place, said in lines[:SHOWN]]
        if len(lines) > SHOWN:
            shown.append(f"{self._name}: and {len(lines) - SHOWN} more")
        kind: type[VendorgraphError] = Conflict if self._only_conflicts else Invalid
        return kind("\n".join(shown), errors)

    def placed(self, paths: list[Path]) -> list[tuple[int, str]]:
        """For each path its line and `file:line`; the nearest enclosing thing that has a line."""
        wanted = {path[:length] for path in paths for length in range(1, len(path) + 1)}
        lines = lines_of(self._text, wanted) if wanted else {}
        placed = []
        for path in paths:
            line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 0)
            placed.append((line, f"{self._name}:{line}" if line else self._name))
        return placed
