"""What are the words of a run? Unicode in order: ligatures apart, soft hyphens and control characters gone, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from panelsearch.extraction.pdf.text_runs import Run

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_DROPPED = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0xFFFD: None}
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF0D8: "▸", 0xF0FC: "✓"}  # Symbol and Wingdings, as mapped by Word
_TABLE = {**_LIGATURES, **_DROPPED, **_BULLETS}
_SAFE = re.compile(r"[ -~£–—‘’“”•]*")
_PRINTED = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Co".split())
_LETTER_SPACED_FROM = 4
_LEVEL_PT = 6.0
"""Words are compared with those of the same height on the page, by bands of so many points."""
_HAIR_EM = 0.12


def clean(text: str) -> str:
    """The text as it may stand on a page: nothing that a terminal would obey, nothing that hides a word."""
    if _SAFE.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return "".join(c for c in text if unicodedata.category(c) in _PRINTED or c == " ")


def cleaned(runs: Sequence[Run]) -> list[Run]:
    """The runs with clean text, empty ones left out."""
    kept = []
    for run in runs:
        printed = run.text
        if (printed.isascii() and printed.isprintable()) or (text := clean(printed)) == printed:  # as nearly all are
            kept.append(run)
        elif text.strip():
            kept.append(run._replace(text=text.strip()))
    return kept


def printed_once(runs: Sequence[Run]) -> list[Run]:
    """The runs without those printed again over themselves, a hair aside: that is how some papers make bold type."""
    kept: list[Run] = []
    places: dict[tuple[str, int, float], list[int]] = {}
    times = Counter([run.text for run in runs])
    for run in runs:
        if times[run.text] == 1:
            kept.append(run)
            continue
        text, angle, hair = run.text, run.angle, _HAIR_EM * run.size_pt
        level, above = divmod(run.y0, _LEVEL_PT)
        alike = places.get((text, angle, level))
        over = None if alike is None else _covered(kept, alike, run)
        if over is None and not hair < above < _LEVEL_PT - hair:
            beside = places.get((text, angle, level - 1 if above <= hair else level + 1))
            over = None if beside is None else _covered(kept, beside, run)
        if over is None:
            if alike is None:
                alike = places[text, angle, level] = []
            alike.append(len(kept))
            kept.append(run)
        elif not kept[over].bold:
            kept[over] = kept[over]._replace(bold=True)
    return kept


def _covered(kept: Sequence[Run], alike: Sequence[int], again: Run) -> int | None:
    """Which of the runs alike stands where the other does."""
    _, x0, y0, x1, y1, size, *_ = again
    for at in alike:
        first = kept[at]
        nearly = _HAIR_EM * min(first.size_pt, size)
        if (
            abs(first.x0 - x0) < nearly
            and abs(first.y0 - y0) < nearly
            and abs(first.x1 - x1) < nearly
            and abs(first.y1 - y1) < nearly
        ):
            return at
    return None


def joined_letters(runs: Sequence[Run]) -> list[Run]:
    """Letter-spaced headings ("M I N U T E S") as words: single letters at even distances become one run."""
    if sum([len(run.text) == 1 for run in runs]) < _LETTER_SPACED_FROM:
        return list(runs)
    out: list[Run] = []
    at = 0
    while at < len(runs):
        end = at
        while (
            end < len(runs)
            and len(runs[end].text) == 1
            and runs[end].text.isalpha()
            and (end == at or runs[end].x0 - runs[end - 1].x1 < 0.9 * runs[end].size_pt)
        ):
            end += 1
        if end - at >= _LETTER_SPACED_FROM:
            out += _grouped(runs[at:end])
            at = end
        else:
            out.append(runs[at])
            at += 1
    return out


def _grouped(letters: Sequence[Run]) -> list[Run]:
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(letters))
    between_words = 1.8 * max(gaps[len(gaps) // 2], 0.1)
    words = [[letters[0]]]
    for before, letter in pairwise(letters):
        if letter.x0 - before.x1 > between_words:
            words.append([])
        words[-1].append(letter)
    return [
        word[0]._replace(
            text="".join(letter.text for letter in word),
            x1=word[-1].x1,
            y0=min(letter.y0 for letter in word),
            y1=max(letter.y1 for letter in word),
        )
        for word in words
    ]
