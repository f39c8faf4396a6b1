"""The libraries of the Neo4j that tests start, fetched by Maven.

Runs on a bare Python, so that CI fetches them while it lints: `python3 -m tests.engines.neo4j_libraries`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "neo4j"
CACHE = Path(__file__).parents[2] / ".cache" / "neo4j-for-tests"


class MissingTool(Exception):
    """Something the tests need is not installed; the message says what and how to get it."""


def libraries_of_neo4j() -> Path:
    """The folder of Neo4j's libraries, fetched when the pom changed; later runs need no network."""
    pom = (HERE / "pom.xml").read_bytes()
    folder = CACHE / hashlib.sha256(pom).hexdigest()[:12]
    if folder.exists():
        return folder
    maven = shutil.which("mvn")
    if not maven:
        raise MissingTool(
            "The tests need Maven once, to fetch Neo4j 5.26 (apt-get install maven), "
            "or NEO4J_TEST_URI with the address of a Neo4j 5.26 with an empty database."
        )
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        shutil.copy(HERE / "pom.xml", scratch)
        done = subprocess.run(
            [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={scratch}/lib"],
            cwd=scratch,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise MissingTool(
                f"Maven could not fetch Neo4j for the tests: {(done.stdout + done.stderr)[-1500:]}"
            )
        try:
            os.replace(Path(scratch) / "lib", folder)
        except OSError:  # another process was as quick
            if not folder.exists():
                raise
    return folder


if __name__ == "__main__":
    try:
        libraries_of_neo4j()
    except MissingTool as missing:
        sys.exit(str(missing))
