"""A file to be read: its bytes bounded, its encoding found and told, its text or its stream."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.encodings import Encoding, find_encoding

SIZE_LIMIT = 100 * 1024 * 1024  # bytes of one file
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Source:
    """One file under the `name` that messages give it: content in memory, or a path that is read when asked.

    `media_type` is what a client says of it, without parameters; `address` where it was published.
    """

    name: str
    content: bytes | None = None
    path: Path | None = None
    media_type: str | None = None
    address: str | None = None

    @classmethod
    def at(cls, path: str | Path) -> Source:
        """The file at `path`. Raises Invalid when it cannot be opened or is too large."""
        file = Path(path)
        try:
            with file.open("rb"):
                size = file.stat().st_size
        except OSError as error:
            raise Invalid(f"{path}: cannot be read: {error.strerror or error}") from None
        if size > SIZE_LIMIT:
            raise _too_large(str(path))
        return cls(str(path), path=file)

    @classmethod
    def of(cls, name: str, content: bytes, media_type: str | None = None) -> Source:
        """`content` that came without a file. Raises Invalid when it is too large."""
        if len(content) > SIZE_LIMIT:
            raise _too_large(name)
        return cls(name, content, media_type=media_type)

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, without its dot: "csv"; "" when it has none."""
        return Path(self.name).suffix.lower().lstrip(".")

    def open(self) -> BinaryIO:
        """The bytes as a stream."""
        return self.path.open("rb") if self.path else io.BytesIO(self.content or b"")

    @cached_property
    def data(self) -> bytes:
        """All bytes."""
        with self.open() as stream:
            return stream.read()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open() as stream:
            return stream.read(1 << 16)

    @property
    def is_binary(self) -> bool:
        """Whether the bytes are no text: a workbook or a PDF."""
        return self.head.startswith((b"PK\x03\x04", b"%PDF-"))

    @cached_property
    def sha256(self) -> str:
        """The digest of all bytes, in hexadecimal."""
        found = hashlib.sha256()
        for chunk in self._chunks():
            found.update(chunk)
        return found.hexdigest()

    @cached_property
    def encoding(self) -> Encoding:
        """How the bytes are text, with what a person should know about it in its `warning`."""
        return find_encoding(self._chunks)

    @cached_property
    def text(self) -> str:
        """The whole text; line ends become \\n, NULs and the byte order mark go."""
        with self.lines() as stream:
            return stream.read().replace("\0", "")

    def lines(self) -> TextIO:
        """The text as a stream of lines, in bounded memory; line ends become \\n."""
        return io.TextIOWrapper(self.open(), self.encoding.codec, errors=self.encoding.errors, newline=None)

    def _chunks(self) -> Iterator[bytes]:
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


def _too_large(name: str) -> Invalid:
    return Invalid(f"{name}: is larger than {SIZE_LIMIT // 2**20} MiB; split it")
