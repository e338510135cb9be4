"""An export does no more than it writes: nothing nearly the same is looked for, no page is unpacked for its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli

from panelsearch.retrieval.hits import Hits
from panelsearch.services.document_service import DocumentService


def test_what_no_export_tells_is_not_worked_out(library: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(*_: object, **__: object) -> None:
        raise AssertionError("an export has no use for this")

    monkeypatch.setattr(Hits, "twins", unwanted)
    monkeypatch.setattr(DocumentService, "page", unwanted)
    assert library.json("export", "footbridge", "-o", str(tmp_path / "out.csv"))["passages"] == 1
    monkeypatch.setenv("PANELSEARCH_TRACEBACK", "1")
    with pytest.raises(AssertionError):  # which a search has
        library("search", "footbridge")
