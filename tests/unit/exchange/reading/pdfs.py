"""PDFs made by hand: words where they are put, rules between points, pages one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

SIZE = 10
#: Widths of Helvetica in thousandths, roughly: enough to break lines and to centre headers.
_NARROW, _WIDE = "iljtfI.,:;'()[]|! -r", "mwMWG@ODQ%"


def width(text: str, size: float = SIZE) -> float:
    """About how wide a text is."""
    return sum(0.3 if one in _NARROW else 0.85 if one in _WIDE else 0.56 for one in text) * size


@dataclass
class Page:
    """What a page of 595 by 842 points shows; heights count from its top."""

    parts: list[str] = field(default_factory=list)
    rotate: int = 0

    def text(self, x: float, y: float, text: str, *, bold: bool = False, size: float = SIZE) -> Page:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self.parts.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {842 - y} Tm ({escaped}) Tj ET")
        return self

    def line(self, x: float, y: float, to_x: float, to_y: float) -> Page:
        self.parts.append(f"0.5 w {x} {842 - y} m {to_x} {842 - to_y} l S")
        return self

    def dot(self, x: float, y: float) -> Page:
        """A round mark of a bullet."""
        x, y, r = x, 842 - y, 1.8
        c = 0.55 * r
        self.parts.append(
            f"{x + r} {y} m {x + r} {y + c} {x + c} {y + r} {x} {y + r} c {x - c} {y + r} {x - r} {y + c} {x - r} {y} c "
            f"{x - r} {y - c} {x - c} {y - r} {x} {y - r} c {x + c} {y - r} {x + r} {y - c} {x + r} {y} c f"
        )
        return self

    def rows(
        self,
        rows: Sequence[Sequence[str]],
        columns: Sequence[float],
        y: float,
        *,
        pitch: float = 12,
        gap: float = 6,
        ruled: bool = False,
        right: float = 340,
    ) -> float:
        """Rows of cells, lines of a cell parted by line breaks, with so much more between rows; where they end."""
        edges = [*columns, right]
        tops = [y]
        for row in rows:
            lines = [cell.split("\n") for cell in row]
            for x, cell in zip(columns, lines, strict=True):
                for at, line in enumerate(cell):
                    self.text(x, tops[-1] + SIZE + at * pitch, line)
            tops.append(tops[-1] + max(map(len, lines)) * pitch + gap)
        if ruled:
            for top in tops:
                self.line(edges[0] - 3, top - gap / 2, right, top - gap / 2)
            for edge in edges:
                x = edge if edge == right else edge - 3
                self.line(x, tops[0] - gap / 2, x, tops[-1] - gap / 2)
        return tops[-1]


def pdf(*pages: Page, encrypted: bool = False) -> bytes:
    """A PDF of pages."""
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    fonts += "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for at, page in enumerate(pages):
        content = "\n".join(page.parts)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {page.rotate} /Contents {4 + 2 * at} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
