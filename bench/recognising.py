"""How well and how fast are scanned pages recognised? Digital pages are made into scans and compared with their text.

Run by itself, since it takes long: python -m bench.recognising FOLDER [--pages 60] [--dpi 150 200 300]. A noisy scan is
one degree crooked and grainy. Accuracy is the share of a page's own words that were recognised: whatever their order
(`words`), and in the order in which the page reads (`in order`).
"""

from __future__ import annotations

import argparse
import difflib
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page, TextSource
from panelsearch.ocr import deskewing
from panelsearch.ocr.base import PagePicture, RecognisedPage
from panelsearch.ocr.engine_selection import SECONDS_PER_PAGE
from panelsearch.ocr.engines import installed
from panelsearch.ocr.page_recognition import recognised
from panelsearch.ocr.rasterization import picture_of

_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")
_LEAST_WORDS = 80
_NOISE = 18.0  # standard deviation, of 255


@dataclass(frozen=True, slots=True)
class Score:
    """Of `words` words of the pages' own text, how many were recognised, and how many in order; the time it took."""

    words: int
    found: int
    in_order: int
    seconds: float


def digital_pages(folder: Path, wanted: int) -> Iterator[tuple[Path, Page]]:
    """Pages with a text layer and no large picture: from as many papers as possible, each from its middle."""
    files = sorted(folder.rglob("*.pdf"))
    for path in files[:: max(1, len(files) // (2 * wanted))]:
        try:
            extracted = PdfminerExtractor().extract(path)
        except UnreadableDocumentError:
            continue
        numbers = set(extracted.pictures)
        texts = [page for page in extracted.pages if page.source is TextSource.TEXT_LAYER]
        page = texts[len(texts) // 2] if texts else None
        if page and page.number not in numbers and len(words_in(whole_text(page))) >= _LEAST_WORDS:
            yield path, page
            wanted -= 1
            if not wanted:
                return


def whole_text(page: Page) -> str:
    """The page's text with its running headers and footers."""
    return "\n".join([page.text, *page.furniture])


def words_in(text: str) -> list[str]:
    """Words as compared: straight apostrophes, no punctuation around them."""
    return _WORD.findall(text.replace("’", "'").replace("‘", "'"))


def scanned(picture: PagePicture, seed: int) -> PagePicture:
    """The picture as a poor scanner gives it."""
    crooked = deskewing.turned(picture, 1.0)
    grain = np.random.default_rng(seed).normal(0, _NOISE, (picture.height_px, picture.width_px))
    grey = np.clip(deskewing.as_array(crooked) + grain, 0, 255).astype(np.uint8)
    return PagePicture(grey.tobytes(), picture.width_px, picture.height_px, picture.dpi)


def score(path: Path, page: Page, dpi: float, *, noisy: bool) -> Score:
    """One page, made a scan and recognised, laid out as an indexed scan is."""
    engine = installed(SECONDS_PER_PAGE)
    if engine is None:
        raise SystemExit("no OCR engine is installed")
    picture = picture_of(path, page.number, dpi=dpi)
    picture = scanned(picture, page.number) if noisy else picture
    started = time.perf_counter()
    found: RecognisedPage = recognised(picture, engine)
    seconds = time.perf_counter() - started
    laid_out = PdfminerExtractor(lambda number: found if number == page.number else None, everywhere=True).extract(path)
    own, read = words_in(whole_text(page)), words_in(whole_text(laid_out.pages[page.number - 1]))
    matcher = difflib.SequenceMatcher(None, own, read, autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    return Score(len(own), sum((Counter(own) & Counter(read)).values()), in_order, seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each resolution, clean and noisy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("papers", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--dpi", type=int, nargs="*", default=[150, 200, 300])
    parser.add_argument("--worst", type=int, default=0, help="name so many of the worst pages")
    options = parser.parse_args(arguments)
    pages = list(digital_pages(options.papers, options.pages))
    print(f"{len(pages)} pages\n\n| scan | words | in order | s a page |\n|---|---|---|---|")
    for dpi in options.dpi:
        for noisy in (False, True):
            scores = [(score(path, page, dpi, noisy=noisy), path, page.number) for path, page in pages]
            own = sum(s.words for s, _, _ in scores)
            shares = [sum(s.found for s, _, _ in scores) / own, sum(s.in_order for s, _, _ in scores) / own]
            seconds = sum(s.seconds for s, _, _ in scores) / len(scores)
            kind = "1° and noise" if noisy else "clean"
            print(f"| {dpi} dpi, {kind} | {shares[0]:.3f} | {shares[1]:.3f} | {seconds:.1f} |", flush=True)
            for one, path, number in sorted(scores, key=lambda s: s[0].found / s[0].words)[: options.worst]:
                print(f"  {one.found / one.words:.3f} {path.name} p. {number}")


if __name__ == "__main__":
    main()
