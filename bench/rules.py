"""Which rule fires how often, on the papers of which bodies? A rule that only one body needs is a rule for that body.

`python -m bench.rules FOLDER [FOLDER ...]` reads each paper below the folders as `index` would, without OCR; a paper's
body is the folder it lies in, the first below the one named. Printed are, for each rule, how often it fired, how many
of what it found were kept, and on how many bodies; then the rules that fired on one body only, those that never fired,
and what failed.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import MissingLayer
from panelsearch.model.meetings import Reading
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.structure.parser import read
from panelsearch.text.rule_engine import DocumentFence, rules

_PROCESSES = 2


@dataclass(slots=True)
class Tally:
    """What the rules did over some papers: how often each fired, by body; what was kept of it; what is missing."""

    fired: dict[str, Counter[str]] = field(default_factory=dict)
    kept: Counter[str] = field(default_factory=Counter)
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)
    papers: int = 0

    def add(self, body: str, fired: Counter[str], kept: Counter[str], missing: Iterable[MissingLayer]) -> None:
        """Count one paper of a body."""
        self.papers += 1
        for rule, times in fired.items():
            self.fired.setdefault(rule, Counter())[body] += times
        self.kept += kept
        self.missing.update((one.layer, one.reason) for one in missing)

    def of_one_body(self) -> dict[str, str]:
        """The rules that fired on the papers of one body only, and that body."""
        return {rule: next(iter(bodies)) for rule, bodies in sorted(self.fired.items()) if len(bodies) == 1}

    def silent(self) -> list[str]:
        """The rules that never fired; vetoes are not counted and left out."""
        return [one.name for one in rules() if one.name not in self.fired and one.name.count(".") == 1]


def read_paper(path: Path) -> tuple[Counter[str], Counter[str], tuple[MissingLayer, ...]] | None:
    """How often each rule fired on a paper, what was kept of each, and what failed; None where it cannot be read."""
    try:
        extracted = PdfminerExtractor().extract(path)
    except UnreadableDocumentError:
        return None
    fence = DocumentFence(path.name)
    reading = read(extracted, fence)
    mentions = RuleTagger().tag(extracted.pages, reading, fence)
    return fence.fired, Counter(one.rule for one in mentions) + _kept(reading), fence.missing


def _kept(reading: Reading) -> Counter[str]:
    came = reading.attendance
    found = (reading.items, reading.decisions, reading.actions, came.present, came.in_attendance, came.apologies)
    return Counter(one.rule for some in found for one in some if one.rule)


def tally(folders: Sequence[Path]) -> Tally:
    """What the rules do over all papers below the folders."""
    papers = [(folder, path) for folder in folders for path in sorted(folder.rglob("*.pdf"))]
    total = Tally()
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        for (folder, path), told in zip(papers, pool.imap(read_paper, [path for _, path in papers]), strict=True):
            if told is not None:
                total.add(_body(folder, path), *told)
    return total


def _body(folder: Path, path: Path) -> str:
    inside = path.relative_to(folder).parts
    return inside[0] if len(inside) > 1 else folder.name


def report(total: Tally) -> str:
    """The tally as printed."""
    bodies = len({body for bodies in total.fired.values() for body in bodies})
    lines = [
        f"{total.papers} papers of {bodies} bodies",
        "",
        f"{'rule':36}{'fired':>8}{'kept':>8}{'bodies':>8}  most on",
    ]
    for rule, by_body in sorted(total.fired.items()):
        most, times = by_body.most_common(1)[0]
        share = f"{most} ({times / by_body.total():.0%})"
        lines.append(f"{rule:36}{by_body.total():>8}{total.kept[rule]:>8}{len(by_body):>8}  {share}")
    lines += ["", "on one body only:", *(f"  {rule}: {body}" for rule, body in total.of_one_body().items())]
    lines += ["", "never:", *(f"  {rule}" for rule in total.silent())]
    lines += ["", "failed:", *(f"  {layer}: {why}, {times} times" for (layer, why), times in total.missing.items())]
    return "\n".join(lines)


def main() -> None:
    """The command line of `python -m bench.rules`."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    print(report(tally(parser.parse_args().folders)))


if __name__ == "__main__":
    main()
