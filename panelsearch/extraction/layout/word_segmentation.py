"""What are the words of a run? Unicode in order: ligatures apart, control characters gone, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from panelsearch.extraction.layout.hyphenation import SOFT
from panelsearch.extraction.layout.writing_direction import runs_leftward, turned
from panelsearch.extraction.pdf.hidden_words import STAMP
from panelsearch.extraction.pdf.text_runs import Run

_COMPATIBLE = (
    (0xFB00, 0xFB07),  # ff, fi, ffl ...
    (0xFB1D, 0xFB50),  # Hebrew
    (0xFB50, 0xFDFB),  # Arabic as it is written within a word
    (0xFE70, 0xFEFD),
    (0x1D400, 0x1D800),  # letters of mathematics, which some set headings in
)
_PRESENTED = {
    code: plain
    for low, high in _COMPATIBLE
    for code in range(low, high)
    if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
_DROPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFD))
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF0D8: "▸", 0xF0FC: "✓"}  # Symbol and Wingdings, as mapped by Word
# Old-style figures and small capitals, as Adobe's fonts number them.
_OLD_STYLE = {0xF730 + at: figure for at, figure in enumerate("0123456789")}
_SMALL_CAPITALS = {0xF761 + at: letter for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_TABLE = {**_PRESENTED, **_DROPPED, **_BULLETS, **_OLD_STYLE, **_SMALL_CAPITALS}
# A font for symbols numbers its glyphs from here: words set in one are letters all the same.
_OF_SYMBOL_FONT = re.compile("[\uf021-\uf07e]{2,}")
# What Word writes for the joined letters of its own fonts. The letters themselves stand in no word of small Latin ones.
_JOINED = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "ƞ": "tf", "Ō": "ft"}
_JOINED_WITHIN = re.compile("(?:(?<=[a-z])[ƟƩƫƞŌ]|(?<=[A-Z])[ƫƞŌ](?=[a-z])|[ƟƩ](?=[a-z]))")
_SAFE = re.compile(r"[ -~£–—‘’“”•]*")
_PRINTED = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Co".split())
_LETTER_SPACED_FROM, _PAIR = 4, 2
# Of two letters apart that spell one of these, at least one is no word alone.
_SHORT_WORDS = frozenset("an as at be by do go he if in is it me my no of on or so to up us we".split())
_LEVEL_PT = 6.0
"""Words are compared with those of the same height on the page, by bands of so many points."""
_HAIR_EM = 0.12
_SAME_PLACE_SHARE = 0.5
_TWICE_SHARE = 0.3
"""Where so many of a page's words lie over themselves, the page was recognised twice."""


def clean(text: str) -> str:
    """The text as it may stand on a page: nothing that a terminal would obey, nothing that hides a word."""
    if _SAFE.fullmatch(text):
        return text
    soft = text.endswith(SOFT)  # what it means at a line's end, the line tells
    text = _OF_SYMBOL_FONT.sub(_of_symbols, text.replace(SOFT, "-"))
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    while _JOINED_WITHIN.search(text):  # joined letters stand beside one another: "peƟƟon"
        text = _JOINED_WITHIN.sub(lambda joined: _JOINED[joined[0]], text)
    text = "".join(c for c in text if unicodedata.category(c) in _PRINTED or c == " ")
    return text[:-1] + SOFT if soft and text else text


def _of_symbols(word: re.Match[str]) -> str:
    plain = "".join(chr(ord(c) - 0xF000) for c in word[0])
    return plain if any(c.isalnum() for c in plain) else word[0]


def cleaned(runs: Sequence[Run], *, as_they_stand: bool = True) -> list[Run]:
    """The runs with clean text, empty ones left out; their letters come in the order in which they are written.

    `as_they_stand`: given are letters from left to right, whatever the direction of their script.
    """
    kept = []
    for run in runs:
        printed = run.text
        if printed.isascii() and printed.isprintable():  # as nearly all are
            kept.append(run)
            continue
        text = clean(turned(printed) if as_they_stand and runs_leftward(printed) else printed)
        if text == printed:
            kept.append(run)
        elif text.strip():
            kept.append(run._replace(text=text.strip()))
    return kept


def printed_once(runs: Sequence[Run]) -> list[Run]:
    """The runs without those printed again over themselves: so some papers make bold type, and a page recognised twice
    says each of its words twice."""
    kept: list[Run] = []
    places: dict[tuple[str, int, float], list[int]] = {}
    times = Counter([run.text for run in runs])
    again = 0
    for run in runs:
        if times[run.text] == 1:
            kept.append(run)
            continue
        text, angle = run.text, run.angle
        level = run.y0 // _LEVEL_PT
        over = None
        for near in (level, level - 1, level + 1):
            alike = places.get((text, angle, near))
            if alike is not None and (over := _covered(kept, alike, run)) is not None:
                break
        if over is None:
            places.setdefault((text, angle, level), []).append(len(kept))
            kept.append(run)
            continue
        again += 1
        if not kept[over].bold and _is_hair_aside(kept[over], run):
            kept[over] = kept[over]._replace(bold=True)
    if again > _TWICE_SHARE * len(kept):
        kept = _one_layer(kept)
    return _without_underlines(kept)


def _without_underlines(runs: list[Run]) -> list[Run]:
    """The runs without those of underscores that only underline words."""
    rules = [run for run in runs if run.text[0] == "_" == run.text[-1] and not run.text.strip("_")]
    if not rules:
        return runs
    under: set[Run] = set()
    for rule in rules:
        for run in runs:
            beside = min(run.x1, rule.x1) - max(run.x0, rule.x0)
            if run.text[0] != "_" and beside > 0.5 * (run.x1 - run.x0) and abs(run.y0 - rule.y0) < 0.4 * run.size_pt:
                under.add(rule)
                break
    return [run for run in runs if run not in under]


def _covered(kept: Sequence[Run], alike: Sequence[int], again: Run) -> int | None:
    """Which of the runs alike stands where the other does."""
    for at in alike:
        if _overlap(kept[at], again) > _SAME_PLACE_SHARE:
            return at
    return None


def _is_hair_aside(first: Run, again: Run) -> bool:
    nearly = _HAIR_EM * min(first.size_pt, again.size_pt)
    return abs(first.x0 - again.x0) < nearly and abs(first.y0 - again.y0) < nearly


def _one_layer(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page recognised twice, without those that lie over one before them: the same ink read otherwise."""
    kept: list[Run] = []
    levels: dict[float, list[Run]] = {}
    for run in runs:
        level = run.y0 // _LEVEL_PT
        near = [other for one in (level - 1, level, level + 1) for other in levels.get(one, ())]
        if not any(_overlap(other, run) > _SAME_PLACE_SHARE and _are_as_high(other, run) for other in near):
            kept.append(run)
            levels.setdefault(level, []).append(run)
    return kept


def _are_as_high(one: Run, other: Run) -> bool:
    """Whether two runs may be the same ink: a stamp over a word is not."""
    heights = one.y1 - one.y0, other.y1 - other.y0
    return max(heights) <= STAMP * min(heights)


def _overlap(one: Run, other: Run) -> float:
    """How much of the smaller of two runs lies over the other, 0 to 1."""
    wide = (one.x1 if one.x1 < other.x1 else other.x1) - (one.x0 if one.x0 > other.x0 else other.x0)
    if wide <= 0:
        return 0.0
    high = (one.y1 if one.y1 < other.y1 else other.y1) - (one.y0 if one.y0 > other.y0 else other.y0)
    least = min((one.x1 - one.x0) * (one.y1 - one.y0), (other.x1 - other.x0) * (other.y1 - other.y0))
    return wide * high / least if high > 0 and least > 0 else 0.0


def joined_letters(runs: Sequence[Run]) -> list[Run]:
    """Letters set apart as the words that they spell: spaced headings ("M I N U T E S"), and "o f" in running text."""
    single = sum([len(run.text) == 1 for run in runs])
    if single < _PAIR:
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
        letters = runs[at:end]
        if len(letters) >= _LETTER_SPACED_FROM:
            out += _grouped(letters)
            at = end
        elif "".join([letter.text for letter in letters[:_PAIR]]) in _SHORT_WORDS:
            out.append(_word(letters[:_PAIR]))
            at += _PAIR
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
    return list(map(_word, words))


def _word(letters: Sequence[Run]) -> Run:
    return letters[0]._replace(
        text="".join(letter.text for letter in letters),
        x1=letters[-1].x1,
        y0=min(letter.y0 for letter in letters),
        y1=max(letter.y1 for letter in letters),
    )
