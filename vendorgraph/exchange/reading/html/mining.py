"""Which elements of an HTML page repeat as records, each of one vendor: the innermost that hold one record each.

Liu, Grossman and Zhai, "Mining Data Records in Web Pages" (KDD 2003).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import html

from vendorgraph.exchange.reading.blocks import Entry
from vendorgraph.exchange.reading.html.cells import cell_of
from vendorgraph.exchange.reading.html.grids import grid_of
from vendorgraph.exchange.reading.html.leaves import says_nothing
from vendorgraph.exchange.reading.html.records import Group, entries_of
from vendorgraph.exchange.reading.lines.columns import layout_of
from vendorgraph.exchange.reading.lines.headers import role_of

#: For the first element of each record its bullet, for any other of its own None.
Records = Mapping[html.HtmlElement, Entry | None]
_SEEN = 60  # rows by which the header of a table is looked for
_LONGEST = 6000  # characters of a record, blanks counted
_SECTION = 4  # the deepest level of headings between groups that begin with none
_HEADING = re.compile(r"h[1-6]|summary")
_STATE = re.compile(r"active|open|show|first|last|odd|even|\d+|[\w-]*-\d+")  # classes of one among others


def records_of(root: html.HtmlElement, before: int) -> Records:
    """The records of a page, its lines counted from `before`."""
    lists = [table for table in root.iter("table") if _is_list(table)]
    found = _Found(lists)
    inside = {one for table in lists for one in table.iter()}
    for groups, leads in sorted(_candidates(root, inside), key=lambda one: -_depth(one[0][0][0])):
        groups = [group for group in groups if sum(len(one.text_content()) for one in group) <= _LONGEST]
        if len(groups) > 1 and all(map(found.may_be_record, groups)):
            entries = entries_of(groups, before, leads=leads)
            parents = {groups[at][0].getparent() for at in entries}
            grids = [parent for parent in parents if parent is not None and grid_of(parent, before)]
            if grids:
                found.leave(grids)
            else:
                found.take(groups, entries)
    return found.entries | {one: None for group in found.parts.values() for one in group[1:]}


class _Found:
    """The records found so far, each by its first element: the bullet that it is, and all of its elements."""

    def __init__(self, lists: Sequence[html.HtmlElement]) -> None:
        self.entries: dict[html.HtmlElement, Entry | None] = {}
        self.parts: dict[html.HtmlElement, Group] = {}
        self._lists = frozenset(lists)
        self._grids: set[html.HtmlElement] = set()  # with all that they stand in

    def may_be_record(self, group: Group) -> bool:
        """Whether a group holds at most one record, no list or grid, and no heading beside the record it holds."""
        if not self._grids.isdisjoint(group):
            return False
        inner = self._within(group)
        if len(inner) > 1 or any(
            table in self._lists for element in group for table in element.iter("table")
        ):
            return False
        headings = [one for element in group for one in element.iter() if _is_heading(one)]
        own = {one for element in inner for part in self.parts[element] for one in part.iter()}
        return not inner or all(heading in own for heading in headings)

    def leave(self, grids: Iterable[html.HtmlElement]) -> None:
        """Keep in mind what is a table of boxes rather than records."""
        for grid in grids:
            self._grids |= {grid, *grid.iterancestors()}

    def take(self, groups: Sequence[Group], entries: Mapping[int, Entry]) -> None:
        """Keep records in the place of those that they hold."""
        for at, entry in entries.items():
            for inner in self._within(groups[at]):
                del self.entries[inner], self.parts[inner]
            self.entries[groups[at][0]] = entry
            self.parts[groups[at][0]] = groups[at]

    def _within(self, group: Group) -> list[html.HtmlElement]:
        return [one for element in group for one in element.iter() if one in self.entries]


def _candidates(root: html.HtmlElement, inside: set[html.HtmlElement]) -> Iterator[tuple[list[Group], bool]]:
    """(elements that may be records, whether the first element of each is its name)."""
    alike: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for parent in root.iter():
        if not isinstance(parent.tag, str) or parent in inside or is_of_terms(parent):
            continue
        children = [child for child in parent if isinstance(child.tag, str) and not says_nothing(child)]
        siblings: dict[str, list[Group]] = defaultdict(list)
        for child in children:
            siblings[child.tag].append([child])
            if kind := _classes(child):
                alike[child.tag, *kind].append([child])
        yield from ((groups, False) for groups in siblings.values())
        yield from ((groups, True) for groups in _led(children))
    yield from ((groups, False) for groups in alike.values())


def is_of_terms(element: html.HtmlElement) -> bool:
    """Whether an element is a list of terms with their definitions; some pages make tables of boxes of the same tag."""
    return element.tag == "dl" and element.find(".//dt") is not None


def _classes(element: html.HtmlElement) -> list[str]:
    return sorted(one for one in str(element.get("class", "")).split() if not _STATE.fullmatch(one))


def _led(children: Group) -> Iterator[list[Group]]:
    """Children as groups that begin alike: a heading or name, and what stands below it until the next or a higher one."""
    kinds = [(child.tag, *_classes(child)) for child in children]
    for kind, times in Counter(kinds).items():
        if times < 2:
            continue
        starts = [at for at, other in enumerate(kinds) if other == kind]
        ends = [_end(children, start, next_) for start, next_ in pairwise([*starts, len(children)])]
        widest = max((end - start for start, end in list(zip(starts, ends, strict=True))[:-1]), default=0)
        ends[-1] = min(ends[-1], starts[-1] + widest)
        groups = [children[start:end] for start, end in zip(starts, ends, strict=True)]
        if all(len(group) > 1 for group in groups):
            yield groups


def _end(children: Group, start: int, next_: int) -> int:
    """Where what an element leads ends: before the next one, or a heading that is none below it."""
    lead = children[start].tag
    level = int(lead[1]) if re.fullmatch("h[1-6]", lead) else _SECTION
    above = (
        at for at in range(start + 1, next_) if _is_heading(children[at]) and children[at].tag <= f"h{level}"
    )
    return next(above, next_)


def _is_heading(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(_HEADING.fullmatch(element.tag))


def _is_list(table: html.HtmlElement) -> bool:
    """Whether a table has a header, or more columns than a name and what is said of it."""
    whole = list(table.iter("tr"))[:_SEEN]
    rows = [[cell_of(cell).text for cell in row if cell.tag in ("td", "th")] for row in whole]
    asked = sum(bool(row) and role_of(row[0]) is not None for row in rows)
    widest = max(map(len, rows), default=0)
    return widest > 2 or (widest > 1 and asked * 2 < len(rows) and layout_of(rows) is not None)


def _depth(element: html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
