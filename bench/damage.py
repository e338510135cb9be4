"""Is any damage answered from? Damages a library's files by a seed, asks it, and counts what is told.

python -m bench.damage --papers FOLDER --count 2000 --seed 1
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from panelsearch.cli.main import main as panelsearch
from panelsearch.storage.sqlite.connection import STORE_NAME

ROOT = Path(__file__).resolve().parents[1]
Answer = tuple[int, str]
"""An exit code and what stood on stdout."""
_TOLD = 3
_ASKED: Sequence[Sequence[str]] = (
    ("search", "footbridge OR council*", "--limit", "0"), ("search", '"the meeting"', "--sort", "date"), ("decisions",),
    ("people",), ("sums",), ("attendance",), ("actions",), ("dates",), ("timeline", "footbridge"), ("gaps",),
    ("ask", "What was decided about the footbridge?"), ("status",),
)  # fmt: skip
_CHECKED = ("status", "--check")
_TO_RUN = re.compile("panelsearch index .*--re(?:pair|build)")  # with the --index that was asked
TOLD, ONLY_CHECKED, SAME = "told", "same answers, told by the check", "same answers"
"""What may come of damage; anything else is wrong."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One way of damaging bytes, at a place drawn with the dice."""

    name: str
    done_to: Callable[[bytes, random.Random], bytes]


def _flipped(whole: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :]


def _zeroed(whole: bytes, dice: random.Random) -> bytes:
    size = dice.choice((1, 64, 512, 4096, 65536))
    at = dice.randrange(len(whole))
    return whole[:at] + bytes(len(whole[at : at + size])) + whole[at + size :]


def _cut(whole: bytes, dice: random.Random) -> bytes:
    return whole[: dice.randrange(len(whole))]


FLIP = Damage("a bit flipped", _flipped)
OTHERS = (Damage("zeroed", _zeroed), Damage("cut short", _cut))


class Damaged:
    """A library that is damaged and asked again and again; it is whole again after each time."""

    def __init__(self, index: Path, asked: Sequence[Sequence[str]] = _ASKED) -> None:
        """Ask the library at `index` while it is whole."""
        self._index = index
        self._asked = asked
        self.files = [index / STORE_NAME, *sorted(p for p in index.rglob("generation-*/*") if p.suffix != ".lock")]
        self.files = [path for path in self.files if path.stat().st_size]
        self._whole = [answer for _, answer in self._answers()]

    def outcome(self, path: Path, damage: Damage, dice: random.Random) -> str:
        """What comes of damaging one file: what is told with what to run, the same answers, or what is wrong."""
        whole = path.read_bytes()
        damaged = damage.done_to(whole, dice)
        path.write_bytes(damaged)
        try:
            told = False
            for (asked, (code, said)), (was, right) in zip(self._answers(), self._whole, strict=True):
                if code == _TOLD:
                    told = True
                    if not _TO_RUN.search(said):
                        return f"WRONG: {asked[0]} does not tell what to run"
                elif (code, said) != (was, right):
                    return f"WRONG: {asked[0]} ends with {code}" if code != was else f"WRONG: {asked[0]} says otherwise"
            if told:
                return TOLD
            return ONLY_CHECKED if self._said(_CHECKED)[0] == _TOLD else SAME
        finally:
            path.write_bytes(whole)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)

    def _answers(self) -> Iterator[tuple[Sequence[str], Answer]]:
        for asked in self._asked:
            yield asked, self._said(asked)

    def _said(self, asked: Sequence[str]) -> Answer:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("error")  # numpy's, too
            code = panelsearch(["--index", str(self._index), *asked, "--json"])
        return code, said.getvalue()


def damaged_again_and_again(
    library: Damaged, count: int, seed: int, *, flips_only: bool = True
) -> Mapping[tuple[str, str], Counter[str]]:
    """By kind of file and of damage, how often each outcome was seen; the same seed damages alike.

    Half of it is done to the store, half to the index's files, to each as often as it is large.
    """
    dice = random.Random(seed)
    counts: dict[tuple[str, str], Counter[str]] = {}
    store, *others = library.files
    sizes = [path.stat().st_size + 4096 for path in others]
    for _ in range(count):
        path = store if dice.random() < 0.5 else dice.choices(others, sizes)[0]
        damage = FLIP if flips_only or dice.random() < 0.5 else dice.choice(OTHERS)
        kind = "store" if path == store else path.suffix.removeprefix(".")
        outcome = library.outcome(path, damage, dice)
        counts.setdefault((kind, damage.name), Counter())[outcome] += 1
        if outcome.startswith("WRONG"):
            print(f"{outcome}: {path.name}, {damage.name}", file=sys.stderr)
    return counts


def table(counts: Mapping[tuple[str, str], Counter[str]]) -> str:
    """The outcomes, a row a kind of file and damage."""
    lines = [f"{'file':<12}{'damage':<16}{'told':>8}{'checked':>9}{'same':>8}{'wrong':>8}"]
    for (kind, damage), outcomes in sorted(counts.items()):
        wrong = sum(times for outcome, times in outcomes.items() if outcome.startswith("WRONG"))
        told = f"{outcomes[TOLD]:>8}{outcomes[ONLY_CHECKED]:>9}{outcomes[SAME]:>8}"
        lines.append(f"{kind:<12}{damage:<16}{told}{wrong:>8}")
    return "\n".join(lines)


def main() -> int:
    """The command line; exit code 1 where anything was answered wrongly."""
    parser = argparse.ArgumentParser(prog="python -m bench.damage", description=__doc__)
    parser.add_argument("--papers", type=Path, default=ROOT / "corpus")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-kinds", action="store_true", help="blocks zeroed and files cut short as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        index = Path(scratch) / "index"
        with contextlib.redirect_stdout(io.StringIO()):
            panelsearch(["--index", str(index), "index", "--ocr", "off", str(options.papers)])
        counts = damaged_again_and_again(Damaged(index), options.count, options.seed, flips_only=not options.all_kinds)
    print(table(counts))
    return 1 if any(outcome.startswith("WRONG") for outcomes in counts.values() for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
