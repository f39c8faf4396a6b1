"""One owner per data folder: a lock that ends with its process, and a note saying who holds it."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """An exclusive lock on the file `path`; the note about its holder stands in `path` + ".json".

    The operating system releases it when the process ends, however it ends, so no lock is ever stale.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(path.name + ".json")
        self._descriptor: int | None = None

    def acquire(self, wait: float, note: dict[str, Any]) -> bool:
        """Take the lock within `wait` seconds and leave `note` for others; False when it stays held."""
        deadline = time.monotonic() + wait
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        while True:
            try:
                _try_lock(descriptor)
            except OSError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    return False
                time.sleep(0.05)
            else:
                self._descriptor = descriptor
                self.tell(note)
                return True

    def tell(self, note: dict[str, Any]) -> None:
        """Replace the note that others read while this process holds the lock."""
        fresh = self._note.with_name(self._note.name + ".new")
        fresh.write_text(json.dumps(note), encoding="utf-8")
        os.replace(fresh, self._note)

    def holder(self) -> dict[str, Any]:
        """The note of whoever holds the lock; empty when nobody left one."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}

    def is_held(self) -> bool:
        """Whether another open lock, here or in another process, holds it now."""
        if not self._path.exists():
            return False
        descriptor = os.open(self._path, os.O_RDWR)
        try:
            _try_lock(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False

    def release(self) -> None:
        """Let others take it."""
        if self._descriptor is not None:
            self._note.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None
