"""Does any page stop reading or tagging? Real pages mangled by a seed, read with no rule fenced, so that faults show.

python -m bench.mangled FOLDER [FOLDER ...] --pages 2000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import Extracted, FileFacts
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import Span
from panelsearch.ner.spacy_tagger import SpacyTagger
from panelsearch.structure.parser import read
from panelsearch.text.document_cache import of_one_document
from panelsearch.text.rule_engine import OPEN

_PAGES_AT_ONCE = 3
_LEFT, _TOP, _LETTER, _LEADING, _SIZE = 72.0, 800.0, 5.2, 14.0, 11.0


def mangled(text: str, dice: random.Random) -> str:
    """The text, some of its stretches changed: lines joined, blanks dropped, tabs doubled, capitals, turned round."""
    cuts = sorted(dice.randrange(len(text) + 1) for _ in range(dice.randint(1, 6)))
    parts = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "".join(_changed(part, dice) for part in parts)


def _changed(part: str, dice: random.Random) -> str:
    match dice.randrange(12):
        case 0:
            return part.replace("\n", " ")
        case 1:
            return part.replace(" ", "")
        case 2:
            return part.replace("\t", "\t\t").replace(" ", "\t", 5)
        case 3:
            return part.upper()
        case 4:
            return part.title()
        case 5:
            return part.lower()
        case 6:
            return part.replace("\n", "\n\n")
        case 7:
            return part[::-1]
        case 8:
            return part.replace(" ", "\n")
        case 9:
            return "".join(c for c in part if dice.random() > 0.03)
        case 10:
            return part.replace(".", "").replace(",", " ,")
    return part


def set_anew(number: int, text: str, dice: random.Random) -> Page:
    """A page of the text, line by line as if printed; now and then one of which no line is known."""
    if dice.random() < 0.2:
        return Page(number, text, width_pt=595, height_pt=842)
    lines, at = [], 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            top = max(_TOP - _LEADING * row, 30.0)
            place = Rect(_LEFT, top - _SIZE, _LEFT + _LETTER * len(words), top)
            start = at + len(words) - len(words.lstrip())
            lines.append(Line(Span(start, at + len(words.rstrip())), place, _SIZE, bold=dice.random() < 0.1))
        at += len(words) + 1
    return Page(number, text, str(number), width_pt=595, height_pt=842, lines=tuple(lines))


def texts(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Every page with words of the papers, with their names."""
    for paper in sorted(paper for folder in folders for paper in folder.rglob("*.pdf")):
        try:
            extracted = PdfminerExtractor().extract(paper)
        except UnreadableDocumentError:
            continue
        yield from ((paper.name, page.text) for page in extracted.pages if page.text.strip())


def faults(pages: Sequence[tuple[str, str]], count: int, seed: int) -> Iterator[tuple[int, str]]:
    """The faults met on `count` mangled pages, each with the number that makes it again."""
    tagger = SpacyTagger()
    for number in range(seed, seed + count, _PAGES_AT_ONCE):
        dice = random.Random(number)
        some = [dice.choice(pages) for _ in range(_PAGES_AT_ONCE)]
        made = tuple(set_anew(n, mangled(text, dice), dice) for n, (_, text) in enumerate(some, 1))
        try:
            with of_one_document():
                reading = read(Extracted(made, FileFacts(some[0][0])), OPEN)
                for one in tagger.tag(made, reading, OPEN):
                    one.at.span.of(made[one.at.page - 1].text)
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            yield number, traceback.format_exc()


def main() -> int:
    """Count the faults; 1 where there were any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pages = list(texts(options.folders))
    met: Counter[str] = Counter()
    for number, told in faults(pages, options.pages, options.seed):
        last = told.strip().splitlines()[-1]
        if not met[last]:
            print(f"seed {number}:\n{told}")
        met[last] += 1
    print(f"{options.pages} pages of {len(pages)} mangled: {sum(met.values())} faults")
    for last, times in met.most_common():
        print(f"{times:6} {last}")
    return 1 if met else 0


if __name__ == "__main__":
    sys.exit(main())
