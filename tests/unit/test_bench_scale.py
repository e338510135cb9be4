"""What the measurements of libraries on servers stand on: answers compared, an index that grows, disks that fill."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.faults.answers import alike
from bench.scale.disks import Disks
from bench.scale.growth import Growing, table
from bench.synthetic import passages
from panelsearch.indexing.engines import open_engine


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ([{"score": 1.23456, "at": "a.pdf"}], [{"score": 1.23455, "at": "a.pdf"}], True),
        ([{"score": 1.23456}], [{"score": 1.234}], False),
        ([1.0, "a"], [1.0, "b"], False),
        ([1.0], [1.0, 2.0], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [2, 1], False),
    ],
)
def test_answers_are_alike_but_for_the_last_digits_of_scores(one: object, other: object, are_alike: bool) -> None:
    assert alike(one, other) is are_alike


def test_an_index_grows_step_by_step_and_is_as_large_as_it_is_told_to_be(tmp_path: Path) -> None:
    engine, source = open_engine(tmp_path), passages(200)
    growing = Growing(engine, None, tmp_path)
    rows = {size: growing.measured(size, source, 2) for size in (100, 200)}
    assert {row.keys() == rows[100].keys() for row in rows.values()} == {True}
    assert all(value > 0 for row in rows.values() for value in row.values())
    lines = table(rows).splitlines()
    assert lines[0].split() == ["passages", "100", "200"]
    assert len(lines) == 1 + len(rows[100])
    (newest,) = (path.name for path in tmp_path.iterdir() if path.is_dir())
    from panelsearch.query.parser import parse

    assert engine.reader(newest).search(parse("date:>1900").tree, limit=1).total == 200  # each meeting added went again


def test_a_disk_is_full_for_itself(tmp_path: Path) -> None:
    with Disks(tmp_path / "disks", 2) as disks:
        if not disks.are_real:
            pytest.skip("only root may mount a disk")
        disks.fill(disks.of_node(1), spare=0)
        with pytest.raises(OSError, match="No space left"):
            (disks.of_node(1) / "file").write_bytes(os.urandom(100_000))
        (disks.of_store / "file").write_bytes(os.urandom(100_000))
        disks.empty()
        (disks.of_node(1) / "file").write_bytes(os.urandom(100_000))
