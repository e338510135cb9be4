"""The same query of the same library gives the same bytes, in every format: in any process, place and time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Cli, CliProcess

from panelsearch.exporting.formats import NAMES

_EXPORTS = """
import sys
from pathlib import Path
from panelsearch.exporting.formats import NAMES
from panelsearch.exporting.registers import of_register
from panelsearch.exporting.selection import of_answer, of_query
from panelsearch.exporting.writing import write
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch

with Library.open(Path(sys.argv[1])) as library:
    for name in NAMES:
        found = of_query(library, SavedSearch("", "footbridge OR device OR minutes")).with_context(library)
        write(found, Path(f"query.{name}"), name, library=library)
    for name in ("decisions", "attendance", "people"):
        write(of_register(library, name), Path(f"{name}.xlsx"), None, library=library)
    answer = library.ask("How much was paid to repair the footbridge?")
    write(of_answer(library, answer), Path("answer.docx"), None, library=library)
"""
_SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "20231", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
)


@pytest.fixture(scope="module")
def exported(library: Cli, papers: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What two processes write: each in surroundings of its own, from a library that was made by itself."""
    anew = CliProcess(tmp_path_factory.mktemp("anew") / "index")
    anew.json("index", str(papers), expect=4)
    made = []
    for index, surroundings in zip((library.index_dir, anew.index_dir), _SURROUNDINGS, strict=True):
        folder = tmp_path_factory.mktemp("exported")
        subprocess.run(
            [sys.executable, "-c", _EXPORTS, str(index.resolve())], cwd=folder, env={**os.environ, **surroundings},
            check=True,
        )  # fmt: skip
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    return made


def test_every_file_and_manifest_is_the_same(exported: list[dict[str, bytes]]) -> None:
    one, other = exported
    assert {f"query.{name}" for name in NAMES} < one.keys()
    assert len(one) == 2 * (len(NAMES) + 4)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
