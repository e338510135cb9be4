"""A disk that is full leaves no half of an export, says what happened, and what stood there before still stands."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from awkward_passages import AwkwardLibrary, hit_on

from panelsearch.errors import UsageError
from panelsearch.exporting import export
from panelsearch.exporting.formats import NAMES
from panelsearch.model.spans import Span

resource = pytest.importorskip("resource")  # systems without it have no limit to set

_TEXT = "".join(chr(97 + at * at % 25) + " ,."[at % 3] * (at % 7 == 0) for at in range(40_000))
_LEAST = 8


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def exported(tmp_path: Path, form: str, **options: bool) -> None:
    library = AwkwardLibrary({("a.pdf", 1): _TEXT}, tmp_path / "no-library-here")
    hits = [hit_on(library, rank, "a.pdf", 1, Span(rank * 400, rank * 400 + 390)) for rank in range(1, 90)]
    export(hits, tmp_path / "out", form, query="a", library=library, **options)


@pytest.mark.parametrize("form", NAMES)
def test_where_there_is_no_room_nothing_is_left(tmp_path: Path, form: str) -> None:
    with room_for(_LEAST), pytest.raises(UsageError) as told:
        exported(tmp_path, form)
    assert "cannot be written: File too large. Nothing is left of it." in told.value.message
    assert told.value.hint.startswith("Make room")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["jsonl", "xlsx", "docx", "qdpx", "csl-json"])
def test_where_room_runs_out_half_way_what_stood_there_stays(tmp_path: Path, form: str) -> None:
    exported(tmp_path, form)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with room_for((tmp_path / "out").stat().st_size // 2), pytest.raises(UsageError):
        exported(tmp_path, form, replace=True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("stood", [True, False])
def test_a_disk_that_tells_late_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stood: bool, has_links: bool
) -> None:
    if stood:
        exported(tmp_path, "jsonl")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    told: list[int] = []

    def full(file: int) -> None:
        told.append(file)
        if len(told) == 2:  # the manifest, when the file itself is in its place
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def no_links(file: object, other: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "fsync", full)
    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(UsageError, match="No space left on device") as error:
        exported(tmp_path, "csv", replace=True)
    assert ("What stood there is as it was." if stood else "Nothing is left of it.") in error.value.message
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
