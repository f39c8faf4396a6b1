"""The words and rules of a PDF, told by PDFium in a process of its own: JSON on standard output, the file on standard input.

A file that is damaged, or made to do harm, ends this process and no other; the one that started it bounds its
time and its memory. It imports nothing of Vendorgraph, so that it starts at once.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

PAGE_LIMIT = 500
TEXT_LIMIT = 3_000_000  # characters; a list of ten thousand rows has less
_PATHS = 20_000  # parts of drawings on a page; what has more is a picture
_MARK = 11  # points: what is larger is no mark of a bullet
_DEEP = 8  # forms within forms
_MEMORY = 2 * 2**30  # bytes
_HYPHENS = (2, 0xFFFE)  # how PDFium marks a hyphen at the end of a line
_BOLD = re.compile(rb"bold|black|heavy|demi", re.I)
_TURNED = 0.2  # radians by which a word is turned that stands upright beside the text

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom, from the top left of the page
Onto = Callable[[float, float], Point]


class Refused(Exception):
    """Why a file is not read, in words that go on with "is …"."""


def told(data: bytes) -> dict[str, Any]:
    """The pages of a PDF, each with its words (text, box, baseline, size, bold), rules and marks. Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Refused("a PDF that needs a password; save it without one") from None
        raise Refused(f"not a PDF that can be read: {error}") from None
    pages: list[dict[str, Any]] = []
    left = TEXT_LIMIT
    for number in range(min(len(document), PAGE_LIMIT)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            pages.append({"damaged": True, "words": [], "rules": [], "marks": [], "turned": 0})
            continue
        one = _Page(page)
        left -= one.count
        if left < 0:
            raise Refused(f"longer than {TEXT_LIMIT:,} characters; save the pages with the list apart")
        pages.append(one.told())
        page.close()
    return {"count": len(document), "pages": pages}


class _Page:
    """One page, as it is shown: turned as it says."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self.count = self._text.count_chars()
        left, bottom, right, top = page.get_mediabox()
        turns: dict[int, Onto] = {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }
        self._rotation = page.get_rotation()
        self._onto = turns[self._rotation]

    def told(self) -> dict[str, Any]:
        """The page for JSON."""
        words, turned = [], 0
        for begin, text, box, base in self._words():
            if self._is_turned(begin):
                turned += 1
                continue
            size = box[3] - box[1]
            words.append([text, *(round(one, 2) for one in (*box, base, size)), self._is_bold(begin)])
        rules: list[Box] = []
        marks: list[Box] = []
        for box in self._paths():
            wide, high = box[2] - box[0], box[3] - box[1]
            if 1 < wide < _MARK and 1 < high < _MARK and wide < 1.5 * high < 2.25 * wide:
                marks.append(box)
            elif wide > 3 or high > 3:
                rules += _edges(box)
        return {
            "words": words,
            "rules": [[round(one, 2) for one in box] for box in rules],
            "marks": [[round(one, 2) for one in box] for box in marks],
            "turned": turned,
        }

    def _words(self) -> Iterator[tuple[int, str, Box, float]]:
        """(first character, text, box, baseline) of what stands between blanks."""
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        shown, onto = self._text.raw, self._onto
        begin, text, box, base = 0, "", (0.0, 0.0, 0.0, 0.0), 0.0
        for at in range(self.count):
            code = pdfium.FPDFText_GetUnicode(shown, at)
            if code in _HYPHENS:
                code = ord("-")
            if code <= 32 or code == 0xA0 or 0xD800 <= code < 0xE000:
                if text:
                    yield begin, text, box, base
                text = ""
                continue
            pdfium.FPDFText_GetLooseCharBox(shown, at, rect)
            a, b = onto(rect.left, rect.top), onto(rect.right, rect.bottom)
            here = min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
            high, apart = max(here[3] - here[1], box[3] - box[1] if text else 0.0), here[0] - box[2]
            if text and (abs(here[3] - box[3]) > 0.3 * high or not -1.5 * high < apart < 0.5 * high):
                yield begin, text, box, base
                text = ""
            if not text:
                pdfium.FPDFText_GetCharOrigin(shown, at, x, y)
                begin, text, box, base = at, chr(code), here, onto(x.value, y.value)[1]
            else:
                text += chr(code)
                box = min(box[0], here[0]), min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3])
        if text:
            yield begin, text, box, base

    def _is_turned(self, at: int) -> bool:
        angle, shown = pdfium.FPDFText_GetCharAngle(self._text, at), math.radians(self._rotation)
        return all(abs(math.remainder(angle + turn, 2 * math.pi)) > _TURNED for turn in (shown, -shown))

    def _is_bold(self, at: int) -> bool:
        name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, at, name, 100, flags)
        return bool(_BOLD.search(name.value)) or pdfium.FPDFText_GetFontWeight(self._text, at) >= 600

    def _paths(self) -> Iterator[Box]:
        """The boxes of the parts of drawings; none of a picture."""
        left = _PATHS
        found: list[Box] = []
        for one in self._page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=_DEEP):
            matrix = one.get_matrix()
            container = one.container
            while container is not None:
                matrix = matrix.multiply(container.get_matrix())
                container = container.container
            for points in _parts(one.raw):
                left -= 1
                if left < 0:
                    return
                shown = [self._onto(*matrix.on_point(*point)) for point in points]
                across, down = [x for x, _ in shown], [y for _, y in shown]
                found.append((min(across), min(down), max(across), max(down)))
        yield from found


def _parts(path: Any) -> Iterator[list[Point]]:
    """The points of each line that a path draws without a break."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
    if len(points) > 1:
        yield points


def _edges(box: Box) -> list[Box]:
    """The rules that a box draws: itself when it is thin, else its four sides."""
    left, top, right, bottom = box
    if bottom - top < 3 or right - left < 3:
        return [box]
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def _bounded() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _bounded()
    try:
        answer = told(sys.stdin.buffer.read())
    except Refused as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {
            "refused": "a PDF that takes more memory than a list needs; save the pages with the list apart"
        }
    json.dump(answer, sys.stdout)
