"""Says in one sentence what `make test` needs and does not find, and how to get it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "neo4j-for-tests"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing() -> list[tuple[str, str]]:
    """(what is missing, Debian's package for it)."""
    found: list[tuple[str, str]] = []
    own_neo4j = not os.environ.get("NEO4J_TEST_URI")
    if own_neo4j and not _has_java():
        found.append(("Java 17 or newer with its compiler", "openjdk-17-jdk-headless"))
    if own_neo4j and not shutil.which("mvn") and not (CACHE.is_dir() and any(CACHE.iterdir())):
        found.append(("Maven", "maven"))
    if not any(map(shutil.which, CHROMIUM)):
        found.append(("Chromium", "chromium"))
    return found


def _has_java() -> bool:
    java, compiler = shutil.which("java"), shutil.which("javac")
    if not java or not compiler:
        return False
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    return version is not None and int(version[1]) >= 17


def main() -> int:
    """0 when nothing is missing, else 2 and the sentence."""
    lacking = missing()
    if not lacking:
        return 0
    names = ", ".join(name for name, _ in lacking)
    packages = " ".join(package for _, package in lacking)
    print(
        f"make test also needs {names}: apt-get install {packages} (or your system's packages of the same).",
        file=sys.stderr,
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
