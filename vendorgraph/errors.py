"""Every refusal the product knows, each with a sentence a person can act on.

The API turns them into one error shape, the command line into one line and an exit code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self


class VendorgraphError(Exception):
    """A refusal with a `message` and, per field, the sentences that say what is accepted."""

    def __init__(self, message: str, errors: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors: dict[str, list[str]] = {field: list(said) for field, said in (errors or {}).items()}

    def add(self, line: str) -> None:
        """Say one line more: what follows from the refusal for what else was asked."""
        self.message = f"{self.message}\n{line}"
        self.args = (self.message,)


class Invalid(VendorgraphError):
    """The input breaks a rule; nothing was written."""

    @classmethod
    def at(cls, field: str, sentence: str) -> Self:
        """The refusal of one field or parameter: `limit: 0 is not accepted; …`."""
        return cls(f"{field}: {sentence}", {field: [sentence]})


class NotFound(VendorgraphError):
    """No resource of that kind has that id."""


class Conflict(VendorgraphError):
    """The id is taken, or others still point at what is to be deleted."""


class Stale(VendorgraphError):
    """The resource changed after the revision the client saw."""


class Outrun(VendorgraphError):
    """Another writer committed first; read again and retry."""


class Unavailable(VendorgraphError):
    """The graph engine does not answer now."""


class Refused(VendorgraphError):
    """The store cannot be used as it is: owned by another process, newer schema, missing engine."""
