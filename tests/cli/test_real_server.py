"""The real program: `serve` in a process of its own, and commands that go through it."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.unit.exchange.checking import CLINIC, HEALTH, PULL_REQUEST, policy

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "vendorgraph")


@dataclass
class Server:
    process: subprocess.Popen[str]
    data: Path
    said: list[str]
    environment: dict[str, str]

    @property
    def address(self) -> str:
        return next(found[1] for line in self.said if (found := re.search(r"serves (http://\S+)", line)))

    def run(self, *args: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *args],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.data.parent,
            input=text,
            timeout=120,
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("cli") / "data"
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "VENDORGRAPH_"))
    }
    environment = {
        **kept,
        "VENDORGRAPH_DATA": str(data),
        "VENDORGRAPH_PORT": "0",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "200",
    }
    process = subprocess.Popen([*COMMAND, "serve"], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    yield Server(process, data, said, environment)
    process.send_signal(signal.SIGTERM)
    process.stdout.read()
    assert process.wait(30) == 0
    process.stdout.close()


def test_it_says_where_data_page_sign_in_and_token_are(server: Server) -> None:
    said = "".join(server.said)
    assert f"Opening the embedded store in {server.data}" in said
    assert f"{server.address}/sign-in?code=" in said
    token = server.data / "admin.token"
    assert str(token) in said
    assert stat.S_IMODE(token.stat().st_mode) == 0o600


def test_health_is_open_to_all(server: Server) -> None:
    with build_opener(ProxyHandler({})).open(f"{server.address}/api/v1/health", timeout=30) as answer:
        assert json.load(answer)["status"] == "ok"


def test_commands_go_through_the_server_that_owns_the_store(server: Server) -> None:
    assert server.run("init", "shop.yaml").returncode == 0
    planned = server.run("plan", "shop.yaml")
    assert planned.returncode == 1
    assert "shop.yaml: 6 would be created" in planned.stdout
    assert "Example Shop (example-shop:orders) also reaches Example Host" in planned.stdout
    applied = server.run("apply", "shop.yaml")
    assert (applied.returncode, applied.stdout) == (0, "shop.yaml: 6 created (revision 1)\n"), applied.stderr
    assert server.run("plan", "shop.yaml").returncode == 0
    exposed = json.loads(server.run("exposure", "--from", "example-shop", "--json").stdout)
    assert [row["processing"]["id"] for row in exposed["recipients"]] == ["example-host:hosting"]
    assert "total" not in exposed
    assert server.run("verify").stdout == "The change log is whole.\n"


def test_a_pull_request_is_gated_through_the_server_too(server: Server) -> None:
    files = {"policy.yaml": policy(HEALTH), "clinic.yaml": CLINIC, "request.yaml": PULL_REQUEST}
    for name, text in files.items():
        (server.data.parent / name).write_text(text, "utf-8")
    asked = ("check", "policy.yaml", "clinic.yaml", "request.yaml", "--as-of", "2026-11-22")
    failed = server.run(*asked)
    assert failed.returncode == 1, failed.stderr
    assert failed.stdout.startswith(
        "request.yaml:9: error: No health data outside the EEA without an instrument"
    )
    assert "Path: clinic:care -> host:hosting -> stats:counting." in failed.stdout
    alone = json.loads(server.run(*asked, "--empty", "--json").stdout)
    through = json.loads(server.run(*asked, "--json").stdout)
    same = ("rules", "violations", "counts", "passed", "file", "files", "total")
    assert {name: through[name] for name in same} == {name: alone[name] for name in same}
    together = server.run("plan", "clinic.yaml", "request.yaml")
    assert (together.returncode, "request.yaml: 3 would be created" in together.stdout) == (1, True)


def test_the_questions_of_the_command_line_go_through_the_server_too(server: Server) -> None:
    days = ("--from-date", "2020-01-01", "--to-date", "2021-01-01")
    assert server.run("diff", *days).stdout == "Nothing differs between 2020-01-01 and 2021-01-01.\n"
    found = json.loads(server.run("findings", "--json").stdout)
    assert (len(found["items"]), "page" in found) == (found["total"], False)
    impact = json.loads(server.run("impact", "--party", "example-host", "--json").stdout)
    assert impact["totals"] == {"upstream": 1, "controllers": 1}
    refused = server.run("impact", "--party", "nobody")
    assert (refused.returncode, "'nobody' is no party" in refused.stderr) == (2, True)


def test_versions_of_a_list_go_through_the_server_in_one_request(server: Server) -> None:
    lists = {
        '2025-01-01 “a".csv': "Vendor,Location\nZeta GmbH,Germany\n",
        "2025-02-01.csv": "Vendor,Location\nZeta,US\n",
    }
    for name, text in lists.items():
        (server.data.parent / name).write_text(text, "utf-8")
    first, second = lists
    backwards = server.run("import", second, first, "--as", "example-shop:lists")
    assert (backwards.returncode, "in the order of their days" in backwards.stderr) == (2, True)
    decided = ("--as", "example-shop:lists", "--accept", "Zeta=zeta", "--json")
    found = json.loads(server.run("import", first, second, *decided, "--dry-run").stdout)
    assert [(report["file"], report["on"]) for report in found["files"]] == [
        (first, "2025-01-01"),
        (second, "2025-02-01"),
    ]
    assert json.loads(server.run("import", first, second, *decided).stdout)["writes"] == found["writes"] > 0
    told = json.loads(server.run("drift", second, "--as", "example-shop:lists", "--json").stdout)
    assert (told["read"], told["same"]) == (1, 1)


def test_a_running_server_is_backed_up_and_not_restored_into(server: Server) -> None:
    made = json.loads(server.run("backup", "all.backup", "--json").stdout)
    assert made["revision"] >= 1
    refused = server.run("restore", "all.backup")
    assert (refused.returncode, "stop the server at" in refused.stderr) == (2, True)
    assert server.run("erase", "1").stdout == "Erased what 1 change held.\n"
    assert server.run("verify").returncode == 0


def test_refusals_of_the_server_name_the_file_not_the_request(server: Server) -> None:
    text = "vendorgraph: 1\ninventory: bad\nflows:\n  - {id: f, from: 'a:b', to: 'c:d'}\n"
    result = server.run("apply", "-", text=text)
    assert result.returncode == 2
    assert "standard input:4: flow f: from 'a:b' is no known processing" in result.stderr
    assert "body" not in result.stderr


def test_tokens_are_managed_through_the_server(server: Server) -> None:
    made = json.loads(server.run("token", "create", "reviews", "--json").stdout)
    listed = json.loads(server.run("token", "list", "--json").stdout)["items"]
    assert [item["name"] for item in listed][1:] == ["reviews"]
    refused = subprocess.run(
        [*COMMAND, "--server", server.address, "token", "list"],
        capture_output=True,
        text=True,
        env={**server.environment, "VENDORGRAPH_TOKEN": made["token"]},
        timeout=60,
    )
    assert (refused.returncode, "needs the role admin" in refused.stderr) == (2, True)
    assert server.run("token", "revoke", made["id"]).returncode == 0


def test_the_admin_token_goes_to_no_other_server(server: Server) -> None:
    result = server.run("--server", "http://127.0.0.1:9", "token", "list")
    assert (result.returncode, "Set VENDORGRAPH_TOKEN" in result.stderr) == (2, True)


def test_a_second_server_on_the_same_folder_says_who_owns_it(server: Server) -> None:
    result = server.run("serve")
    assert result.returncode == 3
    assert f"process {server.process.pid}, serving at {server.address}" in result.stderr


def test_exports_go_through_the_server_and_plan_to_nothing(server: Server, tmp_path: Path) -> None:
    made = tmp_path / "whole.yaml"
    exported = server.run("export", "yaml", "--out", str(made))
    assert (exported.returncode, exported.stdout) == (0, ""), exported.stderr
    planned = server.run("plan", str(made))
    assert planned.returncode == 0, planned.stdout + planned.stderr
    refused = server.run("export", "graphml", "--from", "nobody", "--out", str(tmp_path / "no.graphml"))
    assert refused.returncode == 2
    assert "'nobody' is no party or processing" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["whole.yaml"]
