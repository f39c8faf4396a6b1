"""A real Neo4j for the tests: Maven fetches the libraries once, a small Java program starts them."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import neo4j

from tests.engines.neo4j_libraries import HERE, MissingTool, libraries_of_neo4j
from vendorgraph.settings import Settings
from vendorgraph.store.engine_process import free_port

#: Packages that Neo4j 5 reaches into.
OPENED = ("java.nio", "java.lang", "java.io", "java.util.concurrent", "sun.nio.ch")
#: Java releases that Neo4j 5.26 runs on.
JAVA = (17, 21)


class Neo4jUnderTest:
    """A server of our own, or the one of NEO4J_TEST_URI; `settings` reach it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._home: str | None = None
        uri = os.environ.get("NEO4J_TEST_URI")
        self.settings = _given(uri) if uri else self._start()

    def stop(self) -> None:
        """End the server if it is ours."""
        if self._process:
            assert self._process.stdin
            assert self._process.stdout
            self._process.kill()  # its database goes with it, so an orderly stop would only take time
            self._process.wait()
            self._process.stdin.close()
            self._process.stdout.close()
        if self._home:
            shutil.rmtree(self._home, ignore_errors=True)

    def _start(self) -> Settings:
        java, libraries = _java(), libraries_of_neo4j()
        self._home = tempfile.mkdtemp(prefix="vendorgraph-neo4j-")
        port = free_port()
        command = [java, "-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        for package in OPENED:
            command += ["--add-opens", f"java.base/{package}=ALL-UNNAMED"]
        command += ["-cp", f"{libraries}/*", str(HERE / "Launcher.java"), self._home, str(port)]
        with open(Path(self._home) / "launcher.log", "w") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout
        if not any(line.strip() == "ready" for line in self._process.stdout):
            said = (Path(self._home) / "launcher.log").read_text()[-2000:]
            raise MissingTool(f"Neo4j did not start for the tests: {said}")
        password = secrets.token_hex(16)
        uri = f"bolt://127.0.0.1:{port}"
        with neo4j.GraphDatabase.driver(uri, auth=("neo4j", "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                {"password": password},
                database_="system",
            )
        return Settings(neo4j_uri=uri, neo4j_password=password)


def _given(uri: str) -> Settings:
    """The server that NEO4J_TEST_URI names; its database must be empty or marked as a test's."""
    settings = Settings(
        neo4j_uri=uri,
        neo4j_user=os.environ.get("NEO4J_TEST_USER", "neo4j"),
        neo4j_password=os.environ.get("NEO4J_TEST_PASSWORD", ""),
        neo4j_database=os.environ.get("NEO4J_TEST_DATABASE"),
    )
    auth = (settings.neo4j_user, settings.neo4j_password or "")
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver:
        found = driver.execute_query(
            "OPTIONAL MATCH (m:VendorgraphTest) "
            "RETURN count(m) AS marks, COUNT { MATCH (n) RETURN n LIMIT 1 } AS nodes",
            database_=settings.neo4j_database,
        ).records[0]
        if not found["marks"] and found["nodes"]:
            raise MissingTool(
                f"The database at NEO4J_TEST_URI={uri} holds data and no node :VendorgraphTest; "
                "the tests empty their database, so give them one that is empty."
            )
        driver.execute_query("MERGE (:VendorgraphTest)", database_=settings.neo4j_database)
    return settings


def _java() -> str:
    java = shutil.which("java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr if java else ""
    version = re.search(r'version "(\d+)', said)
    if not java or not version or int(version[1]) < JAVA[0]:
        raise MissingTool(
            "The tests need Java 17 or 21 for Neo4j (apt-get install openjdk-17-jre-headless), "
            "or NEO4J_TEST_URI with the address of a Neo4j 5.26 with an empty database."
        )
    return java
