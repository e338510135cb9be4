"""Who reads a library keeps others from changing what is read: whatever else its process opens, its locks stay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Cli

from panelsearch.storage.registry import open_snapshot
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.storage.sqlite_files import is_sealed

fcntl = pytest.importorskip("fcntl")
_SHARED, _BYTES = 0x40000002, 510  # where SQLite's readers lock a file; who folds its log into it locks that alone
_TRY = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, int(sys.argv[3]), int(sys.argv[2]))
    except OSError:
        print("held")
"""


def is_held(path: Path) -> bool:
    """Whether another process is kept from having the file alone."""
    command = [sys.executable, "-c", _TRY, str(path), str(_SHARED), str(_BYTES)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout == "held\n"


def test_a_readers_lock_outlives_all_that_its_process_opens(library: Cli, tmp_path: Path) -> None:
    copy = library.copied_to(tmp_path / "index")
    store = copy.index_dir / STORE_NAME
    assert not is_held(store)
    with open_snapshot(copy.index_dir) as snapshot:
        assert snapshot.generations.newest() is not None
        assert is_held(store)
        with open_snapshot(copy.index_dir) as another:
            assert another.generations.newest() is not None
        assert is_sealed(store)
        assert is_held(store)
    assert not is_held(store)
