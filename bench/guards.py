"""Does a test notice when a guard is taken out? Takes out each of `guards.toml` in turn, in a copy of the program.

python -m bench.guards [WORD ...]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
_COPIED = ("panelsearch", "tests", "bench", "scripts", "corpus", "pyproject.toml", "requirements.lock")
_MOST_SECONDS = 600
_ALL_PASSED, _SOME_FAILED = 0, 1
"""Exit codes of pytest; others are errors of ours, such as a guard without which nothing can be imported."""


@dataclass(frozen=True, slots=True)
class Guard:
    """In `file`, below the package, `before` is what keeps something out, and `after` the same without it.

    `test` is what fails then, as pytest names it.
    """

    against: str
    file: str
    before: str
    after: str
    test: str

    def taken_out_of(self, text: str) -> str:
        """The file's text without the guard. ValueError where it does not stand there once."""
        if text.count(self.before) != 1:
            raise ValueError(f"{self.file}: the guard against {self.against} does not stand there once")
        return text.replace(self.before, self.after)


def guards() -> Sequence[Guard]:
    """All that `guards.toml` lists."""
    told = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))
    return msgspec.convert(told["guard"], tuple[Guard, ...])


def outcome(copy: Path, guard: Guard) -> str:
    """What its test says of the program without a guard; "noticed" is what is wanted."""
    path = copy / "panelsearch" / guard.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(guard.taken_out_of(whole), encoding="utf-8")
    try:
        code = _tested(copy, (guard.test,))
    finally:
        path.write_text(whole, encoding="utf-8")
    return {_ALL_PASSED: "NOT NOTICED", _SOME_FAILED: "noticed", None: "noticed, it hangs"}.get(code, f"ERROR {code}")


def _tested(copy: Path, tests: Iterable[str]) -> int | None:
    """How pytest ends; None where it does not."""
    asked = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return subprocess.run(
            asked, cwd=copy, env=environment, capture_output=True, timeout=_MOST_SECONDS, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def main() -> int:
    """The command line; exit code 1 where a guard is missed by nobody."""
    parser = argparse.ArgumentParser(prog="python -m bench.guards", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only guards against what has one of these words")
    words = parser.parse_args().words
    chosen = [one for one in guards() if not words or any(word in one.against for word in words)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        copy = Path(scratch)
        for name in _COPIED:
            copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copied(ROOT / name, copy / name)
        if _tested(copy, sorted({guard.test for guard in chosen})) != _ALL_PASSED:
            print("not all of their tests pass while every guard is in its place", file=sys.stderr)
            return 1
        missed = 0
        for guard in chosen:
            told = outcome(copy, guard)
            missed += not told.startswith("noticed")
            print(f"{told:<18}{guard.against:<45}{guard.test}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} guards are missed when they are taken out")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
