"""Do we read the words that pdfminer.six reads with its own layout? Lists every page that differs, and why.

python -m bench.fidelity --papers FOLDER
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTContainer, LTItem, LTTextLine

from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdf.text_runs import RawPage, Run
from panelsearch.extraction.pdf.xref_recovery import FAULTS
from panelsearch.testing.raw_pages import raw_pages

_WORD = re.compile(r"\w+")
_UNMAPPED = re.compile(r"\(cid:\d+\)")


_JOINED_EM = 0.1


class Why(StrEnum):
    """Why a page has words in pdfminer's reading that are not in ours."""

    ALIKE = ""
    NO_MAP = "a font without a usable Unicode map, of which pdfminer makes wrong letters"
    TURNED = "turned text, which pdfminer takes letter by letter"
    PARTED = "the same letters, parted otherwise"
    LOST = "letters that are off the sheet or not read"
    UNREAD = "the page could not be read"


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page of one paper: how many words pdfminer reads, how many of them we read too, and why not all."""

    paper: str
    page: int
    words: int
    shared: int
    why: Why


def compared(paper: Path) -> Iterator[PageWords]:
    """The pages of a paper that have text by pdfminer; none where it cannot be opened."""
    try:
        pairs = zip(raw_pages(paper), extract_pages(paper, laparams=LAParams(all_texts=True)), strict=False)
        for number, (ours, theirs) in enumerate(pairs, 1):
            printed, written = "".join(_lines(theirs)), _written(ours)
            wanted, found = _words(printed), _words(written)
            if wanted:
                shared = (wanted & found).total()
                why = Why.ALIKE if shared == wanted.total() else _why(printed, written, ours)
                yield PageWords(paper.name, number, wanted.total(), shared, why)
    except UnreadableDocumentError:
        return
    except FAULTS as fault:
        print(f"{paper.name}: pdfminer gives up ({type(fault).__name__})", file=sys.stderr)


def _lines(item: LTItem) -> Iterator[str]:
    if isinstance(item, LTTextLine):
        yield item.get_text()
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _lines(part)


def _written(page: RawPage) -> str:
    """The page's runs, those that touch on one line as one word: raised letters are set as runs of their own."""
    parts: list[str] = []
    before: Run | None = None
    for run in page.runs:
        touches = (
            before is not None
            and not run.spaced
            and abs(run.x0 - before.x1) < _JOINED_EM * max(run.size_pt, before.size_pt)
            and min(run.y1, before.y1) > max(run.y0, before.y0)
        )
        parts.append(run.text if touches else " " + run.text)
        before = run
    return "".join(parts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNMAPPED.sub("", text))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_plain(text)))


def _why(printed: str, written: str, page: RawPage) -> Why:
    missing = Counter("".join(_WORD.findall(_plain(printed)))) - Counter("".join(_WORD.findall(_plain(written))))
    if page.failed:
        return Why.UNREAD
    if any(run.unmapped for run in page.runs):
        return Why.NO_MAP
    if missing:
        return Why.LOST
    return Why.TURNED if any(run.angle for run in page.runs) else Why.PARTED


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.fidelity", description=__doc__)
    parser.add_argument("--papers", type=Path, required=True)
    logging.disable(logging.WARNING)
    pages = [page for paper in sorted(parser.parse_args().papers.rglob("*.pdf")) for page in compared(paper)]
    for page in pages:
        if page.why:
            print(f"{page.paper}, page {page.page}: {page.shared} of {page.words} words; {page.why}")
    for why in Why:
        of_this = [page for page in pages if page.why is why]
        missing = sum(page.words - page.shared for page in of_this)
        print(f"{len(of_this):6} pages, {missing:6} words of pdfminer's not in ours: {why or 'alike'}")
    legible = [page for page in pages if page.why is not Why.NO_MAP]
    words, shared = sum(page.words for page in legible), sum(page.shared for page in legible)
    print(f"{shared} of {words} words on pages whose fonts have a map: {shared / max(words, 1):.5f}")


if __name__ == "__main__":
    main()
