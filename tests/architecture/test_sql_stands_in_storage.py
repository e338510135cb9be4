"""Statements of SQL are the storage seam's: whoever works something out asks for rows by a function's name."""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "panelsearch"
_STATEMENT = re.compile(r"[\"'(]\s*(?:SELECT|INSERT|DELETE FROM|UPDATE|CREATE (?:TABLE|INDEX)|DROP)\s")
_FILES_OF_THEIR_OWN = {
    "ocr/cache.py",  # the words of recognised pages, beside the store
    "services/soundness.py",  # asks of all tables together whether they agree
}


def test_statements_stand_in_storage() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if _STATEMENT.search(path.read_text(encoding="utf-8"))
    }
    assert any(name.startswith("storage/tables/") for name in found)
    outside = {name for name in found if not name.startswith(("storage/", "testing/"))}
    assert outside == _FILES_OF_THEIR_OWN
