"""Papers that ask for a password: read with the right one, told without it, and the password is kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from panelsearch.config.log import LOG_VARIABLE

SECRET = "larch-and-lantern"


@pytest.fixture
def folder(tmp_path: Path, make_pdf) -> Path:
    folder = tmp_path / "papers"
    text = [["Dunmere Parish Council", "The exempt appendix names the tender of the footbridge."]]
    make_pdf(folder / "exempt.pdf", text, encrypt=StandardEncryption(SECRET, strength=128))
    make_pdf(folder / "free.pdf", text, encrypt=StandardEncryption("", ownerPassword="owner", strength=128))
    return folder


def test_a_locked_paper_is_read_with_its_password_and_nothing_keeps_it(folder, fresh, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "log" / "panelsearch.log"))
    first = {d["document"]: d for d in fresh.json("index", str(folder), expect=4)["documents"]}
    assert first["free.pdf"]["outcome"] == "indexed"
    assert "--password-file" in first["exempt.pdf"]["reason"]
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(f"wrong\n{SECRET}\n", encoding="utf-8")
    done = fresh("index", "--password-file", str(passwords))
    assert done.returncode == 0, done.stderr
    assert fresh.json("search", "tender", "--limit", "0")["total"] == 2
    assert fresh.json("status")["locked"] == ["exempt.pdf"]
    export = tmp_path / "found.csv"
    fresh.json("export", "tender", "-o", str(export))
    without = fresh.json("verify", str(export), expect=1)
    assert [f["document"] for f in without["failures"]] == ["exempt.pdf"]
    assert "password" in without["failures"][0]["reason"]
    assert fresh.json("verify", str(export), "--password-file", str(passwords))["confirmed"] == 2
    assert SECRET not in done.stdout + done.stderr
    for path in (*fresh.index_dir.rglob("*"), *(tmp_path / "log").glob("*")):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


def test_wrong_passwords_are_told_as_such(folder, fresh, tmp_path) -> None:
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("wrong\n", encoding="utf-8")
    told = fresh.json("index", str(folder), "--password-file", str(passwords), expect=4)
    assert "password" in {d["document"]: d for d in told["documents"]}["exempt.pdf"]["reason"]


def test_a_password_file_that_is_not_there_is_told(folder, fresh, tmp_path) -> None:
    told = fresh.json("index", str(folder), "--password-file", str(tmp_path / "none.txt"), expect=2)
    assert "password file" in told["error"]["message"]
