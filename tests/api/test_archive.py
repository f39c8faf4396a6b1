"""Backups and erasing over REST."""

from __future__ import annotations

from pathlib import Path

from tests.api.conftest import Cast
from vendorgraph.exchange.backup import read_backup


def test_an_administrator_gets_a_backup_that_can_be_read(cast: Cast, tmp_path: Path) -> None:
    assert cast.editor.get("/backup").status_code == 403
    answer = cast.admin.get("/backup")
    assert (answer.status_code, answer.content_type) == (200, "application/gzip")
    assert "vendorgraph-1.backup" in answer.headers["Content-Disposition"]
    (tmp_path / "a").write_bytes(answer.data)
    found = read_backup(tmp_path / "a")
    assert len(found.archive.log) == cast.viewer.get("/changes").json["total"]
    assert "sha256" not in str(found.head)


def test_an_administrator_erases_what_a_change_holds(cast: Cast) -> None:
    assert cast.editor("DELETE", "/changes/1/contents").status_code == 403
    assert cast.admin("DELETE", "/changes/1/contents").status_code == 204
    assert cast.viewer.get("/changes/1").json["erased"] is True
    assert cast.admin("DELETE", "/changes/99999/contents").status_code == 404
    assert cast.admin("DELETE", "/changes/x/contents").status_code == 404
