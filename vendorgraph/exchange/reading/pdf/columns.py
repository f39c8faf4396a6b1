"""Tables that a PDF does not rule: runs of lines that keep the same strips free between their words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.lines.textlines import BULLET
from vendorgraph.exchange.reading.pdf.pages import Line, Sheet

_WIDE = 0.9  # of the height of words: a gap between columns, in one line at least
_SPACE = 0.55  # of the height of words: more than the blank between two
_BLANK = 0.35  # of the height of words: at most a blank
_ALIGNED = 2  # lines in which words begin at one place by chance
_WINDOW = 40  # lines that tell where columns begin; more would do so by chance
_SHORT = 4  # lines of a table of which one tells
_MORE = 1.08  # times the usual distance of two lines
_NARROW = 1.8  # points of the strip that stays free between two columns
_BELOW = 2.6  # of the height of a line: what is further below is no row of the table above
_LARGER = 1.18  # a line of larger words is a heading
_FURTHER = 1.7  # times as far below as any row before

Strip = tuple[float, float]


def runs_of(sheet: Sheet, lines: Sequence[Line], leading: float) -> Iterator[tuple[int, int, list[Strip]]]:
    """(first line, the one behind the last, strips between columns) of each table among the lines."""
    at = done = 0
    while at < len(lines):
        if not _wide_gaps(lines[at]):
            at += 1
            continue
        end = _end(sheet, lines, at)
        strips = _strips(lines[at:end])
        if strips and _is_table(lines[at:end], strips):
            end = _without_notes(lines, at, end, strips)
            yield _start(lines, done, at, strips, leading), end, strips
            at = done = end
        else:
            at += 1


def _start(lines: Sequence[Line], least: int, start: int, strips: Sequence[Strip], leading: float) -> int:
    """Where a table begins whose first wide line is given: above it may stand more of its header."""
    while start > least:
        above, line = lines[start - 1], lines[start]
        far = line.base - above.base > leading * line.size * _MORE
        if far or above.size > line.size * _LARGER or not all(_cut([strip], above) for strip in strips):
            break
        start -= 1
    return start


def _wide_gaps(line: Line) -> list[Strip]:
    """The wide gaps of a line, but for the one behind its bullet or number."""
    skipped = 1 if BULLET.match(f"{line.words[0].text} x") else 0
    return [
        (before.right, word.left)
        for before, word in pairwise(line.words[skipped:])
        if word.left - before.right > _WIDE * max(before.size, word.size) * 0.85
    ]


def _end(sheet: Sheet, lines: Sequence[Line], start: int) -> int:
    """Where the table that begins at a line ends: where words go on across the strips, or far below."""
    kept: list[list[Strip]] = [[gap] for gap in _wide_gaps(lines[start])]
    last = _far_below(sheet, lines, start)
    starts = _starts(lines[start : min(last, start + _WINDOW)])
    end = start + 1
    for at in range(start + 1, last):
        left = [_cut(strips, lines[at]) for strips in kept]
        if all(left) and not any(_crosses(lines[at], strips, starts) for strips in kept):
            kept, end = left, at + 1
        elif end < at or not _is_one_piece(lines[at]):
            break  # one line over all columns is a heading in the table, two are text below it
    return end


def _is_one_piece(line: Line) -> bool:
    return all(word.left - before.right < _SPACE * line.size for before, word in pairwise(line.words))


def _far_below(sheet: Sheet, lines: Sequence[Line], start: int) -> int:
    """The first line that stands too far below the one before it, or is a heading by its size."""
    size, widest = lines[start].size, 0.0
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.size > size * _LARGER:
            return at
        if sheet.page(line.base) != sheet.page(lines[at - 1].base):
            continue
        gap = line.base - lines[at - 1].base - line.size * 0.75
        if gap > _BELOW * line.size or (at - start > 3 and gap > max(widest * _FURTHER, widest + 4)):
            return at
        widest = max(widest, gap)
    return len(lines)


def _starts(lines: Sequence[Line]) -> Counter[int]:
    """How often words begin at a place; those behind a wide gap tell more."""
    found = Counter(_step(word.left) for line in lines for word in line.words)
    found.update(_step(gap[1]) for line in lines for gap in _wide_gaps(line))
    return found


def _step(place: float) -> int:
    return round(place * 4)


def _times(starts: Counter[int], place: int) -> int:
    """How often words begin at a place, or next to it."""
    return sum(starts[place + off] for off in range(-2, 3))


def _crosses(line: Line, strips: Sequence[Strip], starts: Counter[int]) -> bool:
    """Whether the words of a line go on across strips, and do not begin again where those of a column do."""
    left, right = strips[0][0], strips[-1][1]
    if line.left >= left or line.right <= right:
        return False
    gaps = [
        (before.right, word.left)
        for before, word in pairwise(line.words)
        if word.left > left and before.right < right
    ]
    if any(gap[1] - gap[0] > _SPACE * line.size for gap in gaps):
        return False
    return not any(_times(starts, _step(gap[1])) > _ALIGNED for gap in gaps)


def _cut(strips: Sequence[Strip], line: Line) -> list[Strip]:
    """What of strips the words of a line leave free."""
    found = list(strips)
    for word in line.words:
        cut: list[Strip] = []
        for left, right in found:
            if word.right <= left or word.left >= right:
                cut.append((left, right))
            else:
                cut += [(left, word.left), (word.right, right)]
        found = [(left, right) for left, right in cut if right - left >= _NARROW]
    return found


def _strips(lines: Sequence[Line]) -> list[Strip]:
    """The strips that all lines but headings over several columns leave free, across which a line has a wide gap."""
    several = [line for line in lines if not _is_one_piece(line)]
    within = _kept(several)
    over = {
        id(line) for line in lines if _is_one_piece(line) and any(_spans(line, strip) for strip in within)
    }
    return _kept([line for line in lines if id(line) not in over])


def _spans(line: Line, strip: Strip) -> bool:
    return line.left < strip[0] and line.right > strip[1]


def _kept(lines: Sequence[Line]) -> list[Strip]:
    """The strips that lines leave free."""
    spans = sorted((word.left, word.right) for line in lines for word in line.words)
    free: list[Strip] = []
    right = spans[0][1]
    for span in spans:
        if span[0] - right >= _NARROW:
            free.append((right, span[0]))
        right = max(right, span[1])
    begins = _begins(lines, free)
    places = {strip: max(begins[strip], key=lambda place: _times(begins[strip], place)) for strip in free}
    times = {strip: _times(begins[strip], places[strip]) for strip in free}
    close = _close(lines)
    gaps = [gap for line in lines for gap in _wide_gaps(line)]
    held = [
        [strip for strip in free if gap[0] <= strip[0] + 0.1 and strip[1] - 0.1 <= gap[1]] for gap in gaps
    ]
    within = {strip for strips in held for strip in strips}
    few = 1 if len(lines) > _SHORT else 0
    found = {
        strip
        for strip in free
        if times[strip] > (few if strip in within else _ALIGNED)
        and _times(close, places[strip]) * 2 < times[strip]
    }
    left = Counter(
        max(strips, key=lambda strip: (times[strip], strip))
        for strips in held
        if strips and not found.intersection(strips)
    )
    found |= {strip for strip, votes in left.items() if times[strip] > 1 or votes * 3 > len(lines)}
    return sorted(found)


def _begins(lines: Sequence[Line], free: Sequence[Strip]) -> dict[Strip, Counter[int]]:
    """How often the words behind a strip begin at a place."""
    rights = [strip[1] for strip in free]
    begins: dict[Strip, Counter[int]] = {strip: Counter() for strip in free}
    for line in lines:
        last = 0
        for word in line.words:
            at = bisect_right(rights, word.left + 0.01)
            if at > last:
                begins[free[at - 1]][_step(word.left)] += 1
                last = at
    return begins


def _close(lines: Sequence[Line]) -> Counter[int]:
    """How often words begin at a place behind no more than a blank."""
    return Counter(
        _step(word.left)
        for line in lines
        for before, word in pairwise(line.words)
        if word.left - before.right < _BLANK * word.size
    )


def column_of(left: float, strips: Sequence[Strip]) -> int:
    """In which column what begins at a place stands."""
    return sum(left >= strip[1] - 0.2 for strip in strips)


def _is_table(lines: Sequence[Line], strips: Sequence[Strip]) -> bool:
    """Whether lines are a table: every column holds words on two lines or more."""
    times = [0] * (len(strips) + 1)
    for line in lines:
        for column in {column_of(word.left, strips) for word in line.words}:
            times[column] += 1
    return min(times) > 1 or (len(times) > 2 and sorted(times)[1] > 1)


def _without_notes(lines: Sequence[Line], start: int, end: int, strips: Sequence[Strip]) -> int:
    """Where a table ends without lines below it that fill its first column only, and stand further apart."""
    while end - start > 2:
        tail = end - 1
        while tail > start and {column_of(word.left, strips) for word in lines[tail].words} == {0}:
            tail -= 1
        pitches = [below.base - above.base for above, below in pairwise(lines[start : tail + 1])]
        if tail + 1 == end or not pitches:
            return end
        apart = [lines[at].base - lines[at - 1].base for at in range(tail + 1, end)]
        cut = next((at for at, pitch in enumerate(apart, tail + 1) if pitch > max(pitches) + 1), end)
        if cut == end:
            return end
        end = cut
    return end
