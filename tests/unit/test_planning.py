"""What has to be read, and what the library is made of afterwards; no PDF and no store in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.errors import Interrupted, UsageError
from panelsearch.ingestion.cancellation import Cancellation
from panelsearch.ingestion.discovery import Discovery, FoundFile, Scope
from panelsearch.ingestion.planning import (
    Known,
    Pending,
    Plan,
    compare,
    looked_at_again,
    must_exist,
    must_hold,
    named,
    roots_after,
    settle,
    untouched,
)
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.storage.records import Member

ROOT = Path("/papers")


def found(name: str, *, mtime: int = 1, root: Path = ROOT) -> FoundFile:
    return FoundFile(name, root / name, root, 10, mtime)


def member(name: str, sha: str, document: int | None, *, mtime: int = 1, root: Path = ROOT) -> Member:
    outcome = FileOutcome.FAILED if document is None else FileOutcome.INDEXED
    return Member(name, str(root), str(root / name), 10, mtime, sha, document, outcome)


class Digest:
    """Gives each file the hash that the test says; remembers which files were opened for it."""

    def __init__(self, **hashes: str) -> None:
        self._hashes = hashes
        self.opened: list[str] = []

    def __call__(self, path: Path) -> str:
        self.opened.append(path.name)
        if path.stem not in self._hashes:
            raise PermissionError(13, "Permission denied")
        return self._hashes[path.stem]


def planned(files: list[FoundFile], old: list[Member], known: Known, digest: Digest, *, unchanged: bool = True) -> Plan:
    return compare(
        [(file.name, file) for file in files], {one.name: one for one in old}, known, digest,
        unchanged_pipeline=unchanged, cancellation=Cancellation(),
    )  # fmt: skip


def test_what_has_not_changed_is_not_even_opened() -> None:
    before, digest = member("a.pdf", "aa", 1), Digest()
    plan = planned([found("a.pdf")], [before], Known({"aa": 1}, {}), digest)
    assert plan == Plan((before,), (), ())
    assert digest.opened == []


def test_a_file_that_was_touched_and_holds_the_same_is_not_read_again() -> None:
    known = Known({"aa": 1}, {})
    plan = planned([found("a.pdf", mtime=2)], [member("a.pdf", "aa", 1)], known, Digest(a="aa"))
    assert plan.pending == ()
    assert settle(plan, known) == [member("a.pdf", "aa", 1, mtime=2)]


def test_under_a_changed_pipeline_the_hash_is_known_and_the_file_read_again() -> None:
    digest = Digest()
    plan = planned([found("a.pdf")], [member("a.pdf", "aa", 1)], Known({}, {}), digest, unchanged=False)
    assert plan.pending == (Pending("aa", found("a.pdf")),)
    assert digest.opened == []
    assert settle(plan, Known({"aa": 7}, {})) == [member("a.pdf", "aa", 7)]


def test_equal_files_are_read_once() -> None:
    plan = planned([found("a.pdf"), found("b.pdf")], [], Known({}, {}), Digest(a="aa", b="aa"))
    assert plan.pending == (Pending("aa", found("a.pdf")),)
    assert [one.document_id for one in settle(plan, Known({"aa": 3}, {}))] == [3, 3]


def test_what_failed_before_is_not_tried_again_and_keeps_its_reason() -> None:
    known = Known({}, {"aa": "is not a PDF"})
    plan = planned([found("a.pdf")], [], known, Digest(a="aa"))
    assert plan.pending == ()
    (one,) = settle(plan, known)
    assert (one.document_id, one.outcome, one.reason) == (None, FileOutcome.FAILED, "is not a PDF")


def test_a_file_that_cannot_be_opened_fails_by_itself() -> None:
    plan = planned([found("a.pdf"), found("b.pdf")], [], Known({}, {}), Digest(b="bb"))
    assert [pending.sha256 for pending in plan.pending] == ["bb"]
    refused, read = settle(plan, Known({"bb": 2}, {}))
    assert (refused.name, refused.sha256, refused.document_id, refused.reason) == (
        "a.pdf",
        "",
        None,
        "Permission denied (give yourself the right to read it, then index again)",
    )
    assert (read.name, read.document_id) == ("b.pdf", 2)


def test_a_file_that_cannot_be_opened_any_more_stays_as_it_was() -> None:
    before = member("a.pdf", "aa", 1)
    plan = planned([found("a.pdf", mtime=2)], [before], Known({"aa": 1}, {}), Digest())
    assert plan.settled == (before,)
    why = "Permission denied (give yourself the right to read it, then index again)"
    assert plan.kept == {"a.pdf": f"{why}; what was read of it before stays"}


def test_unless_trusted_what_seems_unchanged_is_hashed() -> None:
    plan = compare(
        [("a.pdf", found("a.pdf"))], {"a.pdf": member("a.pdf", "aa", 1)}, Known({"aa": 1}, {}), Digest(a="bb"),
        unchanged_pipeline=True, cancellation=Cancellation(), trusting=False,
    )  # fmt: skip
    assert plan.pending == (Pending("bb", found("a.pdf")),)


def test_a_passing_reason_is_told_and_not_known_the_next_time() -> None:
    plan = planned([found("a.pdf")], [], Known({}, {}), Digest(a="aa"))
    (one,) = settle(plan, Known({}, {}), {"aa": "took longer than 2 seconds"})
    assert (one.outcome, one.reason) == (FileOutcome.FAILED, "took longer than 2 seconds")
    assert planned([found("a.pdf")], [one], Known({}, {}), Digest()).pending == (Pending("aa", found("a.pdf")),)


def test_files_missed_are_looked_at_again_each_by_itself() -> None:
    known = Known({"cc": 7}, {})
    plan = planned([found("a.pdf"), found("b.pdf"), found("c.pdf")], [], known, Digest(a="aa", b="aa", c="cc"))

    def look(file: FoundFile) -> tuple[FoundFile, str]:
        if file.name == "a.pdf":
            raise FileNotFoundError(2, "No such file or directory")
        return found(file.name, mtime=2), "bb"

    again = looked_at_again(plan, {"aa"}, {}, known, look)
    assert again.pending == (Pending("bb", found("b.pdf", mtime=2)),)
    assert [one.name for one in again.settled] == ["a.pdf"]
    assert [(name, content) for name, _, content in again.open] == [("b.pdf", "bb"), ("c.pdf", "cc")]


def test_whoever_wants_no_more_waits_for_no_other_file() -> None:
    digest = Digest(a="aa")
    with pytest.raises(Interrupted, match="kept"):
        compare(
            [("a.pdf", found("a.pdf"))], {}, Known({}, {}), digest,
            unchanged_pipeline=True, cancellation=Cancellation(lambda: True),
        )  # fmt: skip
    assert digest.opened == []


def test_files_of_one_name_are_told_apart_by_their_roots() -> None:
    other, third = Path("/other"), Path("/elsewhere/other")
    files = [found("a.pdf"), found("a.pdf", root=other), found("a.pdf", root=third)]
    assert [name for name, _ in named(files, {})] == ["a.pdf", "other/a.pdf", "other-2/a.pdf"]
    assert [name for name, _ in named(files[:1], {"a.pdf": "/taken"})] == ["papers/a.pdf"]


def test_a_wider_root_takes_the_place_of_those_inside_it() -> None:
    inner = Path("/papers/in")
    assert roots_after([inner, Path("/other")], [Scope(ROOT, ROOT)]) == ("/other", "/papers")
    assert roots_after([ROOT], [Scope(ROOT, inner)]) == ("/papers",)


def test_what_a_run_does_not_look_at_stays_and_what_it_may_not_open_too() -> None:
    there, gone = member("in/a.pdf", "aa", 1), member("out/b.pdf", "bb", 2)
    forgotten = member("c.pdf", "cc", 3, root=Path("/other"))
    scopes = [Scope(ROOT, ROOT / "in")]
    assert untouched([there, gone, forgotten], scopes, ["/papers"], []) == [gone]
    assert untouched([there, gone], scopes, ["/papers"], [ROOT / "in"]) == [there, gone]


def test_a_root_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    assert must_exist([tmp_path]) == [tmp_path]
    with pytest.raises(UsageError, match="is not there") as told:
        must_exist([tmp_path, tmp_path / "drive"])
    assert f"--forget {tmp_path / 'drive'}" in told.value.hint


def test_a_folder_that_is_empty_now_changes_nothing(tmp_path: Path) -> None:
    old = [member("a.pdf", "aa", 1, root=tmp_path), member("b.pdf", "bb", 2, root=tmp_path)]
    scope, empty = Scope(tmp_path, tmp_path), Discovery((), ())
    with pytest.raises(UsageError, match="2 of its papers") as told:
        must_hold([scope], old, empty)
    assert "--prune" in told.value.hint
    must_hold([scope], [], empty)  # it was empty before
    must_hold([scope], old, Discovery((found("a.pdf", root=tmp_path),), ()))
    must_hold([scope], old, Discovery((), ((tmp_path, "Permission denied"),)))
    must_hold([Scope(tmp_path, tmp_path / "in")], old, empty)
