"""The list of guards is of guards that are there, and of tests that are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bench.guards import ROOT, Guard, guards


@pytest.mark.parametrize("guard", guards(), ids=lambda guard: guard.against)
def test_each_guard_can_be_taken_out_and_has_a_test(guard: Guard) -> None:
    text = (ROOT / "panelsearch" / guard.file).read_text(encoding="utf-8")
    without = guard.taken_out_of(text)
    assert without != text
    ast.parse(without)
    file, _, name = guard.test.partition("::")
    tests = ast.parse(Path(ROOT, file).read_text(encoding="utf-8")).body
    named = {one.name for one in tests if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert not name or name.partition("[")[0] in named


def test_no_guard_is_listed_twice() -> None:
    listed = [guard.against for guard in guards()]
    assert len(listed) == len(set(listed))
