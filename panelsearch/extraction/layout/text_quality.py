"""Are these words, or what a font without a usable Unicode map gives? Fluent nonsense must never be indexed.

Where a page is only in part no language, that part is left out, and the rest stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from panelsearch.extraction.pdf.text_runs import Run
from panelsearch.gazetteers.english import english_words

_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôûùŵŷáíóúäöü]")
_PLAIN_SIGNS = " .,;:!?'\"()-–—‘’“”£$€%/&@#*+=_|•[]<>\\…"
_UNMAPPED_SHARE, _COMMON_SHARE = 0.25, 0.04
_JUDGED_FROM_WORDS = 25
_LEADER = re.compile(r"([^\w\s\ufffd])\1{2,}")
"""A sign over and over is a line to sign or to write on, whatever the sign."""
_FIGURE = re.compile(r"\d[\d,]*\.\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,3}(?:,\d{3})+\b")
_ACCOUNTS_SHARE = 0.1
_TELLING_LETTERS, _JUDGED_FROM_TELLING_WORDS = 5, 12
"""Where a tenth of the words are figures, as a wrong map sets none, short words may be initials: a page of payments
("BT plc DD 45.00") has hardly a vowel and is no nonsense."""
_ODD_SHARE = 0.02
_SPELT_LETTERS, _SPELT_WORDS, _SPELT_SHARE, _SPELT_OF_FEW_SHARE = 4, 3, 0.15, 0.4
_OTHER_SCRIPT_SHARE, _MIXED_SHARE = 0.5, 0.3
_LATIN_ENDS = 0x0250
_BEYOND_LATIN = re.compile(f"[{chr(_LATIN_ENDS)}-\U0010ffff]")
# the commonest short words of the languages that councils here write in: English, Welsh, French
_COMMON = frozenset(
    """the of and to in is for that was be on with by at as it are from this an or have has not been were will which
    he she they we you i all no any but if their its had would there more one council meeting minutes page
    y yr yn ar ac a i o am gan wedi bod mae fydd cyngor le la les de des du et en un une est pour que dans sur par au
    total date report agenda item members""".split()
)


def is_garbled(runs: Sequence[Run]) -> bool:
    """Whether the page's characters are no language: unmapped, or words without vowels and without common words."""
    characters = sum([len(run.text) for run in runs])
    if not characters:
        return False
    text = " ".join([run.text for run in runs])
    unmapped = sum([run.unmapped for run in runs]) + 5 * text.count("(cid:")
    if unmapped > _UNMAPPED_SHARE * characters:
        return True
    if _is_mostly_of_another_script(text):
        return _mixes_scripts(text)
    words = _WORD.findall(text.lower())
    common = sum([word in _COMMON for word in words])
    if len(words) >= _JUDGED_FROM_WORDS and common >= _COMMON_SHARE * len(words):
        return False
    odd = sum([not _is_plain(c) for c in _LEADER.sub(r"\1", text)])
    if len(words) < _JUDGED_FROM_WORDS:
        return odd > 0.5 * characters and characters > 60
    if len(_FIGURE.findall(text)) > _ACCOUNTS_SHARE * len(text.split()):
        words = [word for word in words if len(word) >= _TELLING_LETTERS]
        if len(words) < _JUDGED_FROM_TELLING_WORDS:
            return odd > 0.3 * characters
    vowelless = sum([not _VOWEL.search(word) for word in words])
    return vowelless > 0.35 * len(words) or odd > 0.3 * characters


def legible_part(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs that are words: all, or those left where others are none; nothing where what is left says too little."""
    if not is_garbled(runs):
        return runs
    parts: dict[tuple[str, int], list[Run]] = {}
    for run in runs:
        parts.setdefault((run.font, run.angle), []).append(run)
    mapped = {key for key, part in parts.items() if _is_mapped(part)}
    left = [run for run in runs if (run.font, run.angle) in mapped]
    if is_garbled(left):  # other fonts, or what is set another way, have letters that are wrong ones
        mapped = {key for key in mapped if reads(parts[key]) or _is_spelt(parts[key])}
        left = [run for run in left if (run.font, run.angle) in mapped]
    return left if reads(left, _JUDGED_FROM_WORDS) or _is_spelt(left) else ()


def _is_spelt(runs: Sequence[Run]) -> bool:
    """Whether these have so many English words as no wrong map gives: a table of names and abbreviations, a heading.

    A map that is right for most letters and wrong for some sets signs that no paper has where blanks are printed.
    """
    text = " ".join([run.text for run in runs])
    words = _WORD.findall(text.lower())
    telling = [word for word in words if len(word) >= _SPELT_LETTERS]
    spelt = sum([word in english_words() for word in telling])
    share = _SPELT_SHARE if len(words) >= _JUDGED_FROM_WORDS else _SPELT_OF_FEW_SHARE
    is_odd = sum([not _is_plain(c) for c in text]) > _ODD_SHARE * len(text)
    return not is_odd and _is_mapped(runs) and spelt >= _SPELT_WORDS and spelt >= share * len(telling)


def _is_mapped(runs: Sequence[Run]) -> bool:
    return sum([run.unmapped for run in runs]) <= _UNMAPPED_SHARE * sum([len(run.text) for run in runs])


def reads(runs: Sequence[Run], least: int = 0) -> bool:
    """Whether these are at least so many words, some of them common ones, as no wrong map gives."""
    words = _WORD.findall(" ".join([run.text for run in runs]).lower())
    common = sum([word in _COMMON for word in words])
    return len(words) >= least and common >= max(2, _COMMON_SHARE * len(words)) and not is_garbled(runs)


def _is_plain(c: str) -> bool:
    return c.isalnum() or c in _PLAIN_SIGNS or unicodedata.category(c)[0] == "M"


def _is_mostly_of_another_script(text: str) -> bool:
    """Whether most letters are not Latin: Greek, Cyrillic, Arabic, Thai, Chinese. A font without a map gives none."""
    others = 0 if text.isascii() else sum(map(str.isalpha, _BEYOND_LATIN.findall(text)))
    return others > 0 and others > _OTHER_SCRIPT_SHARE * sum(map(str.isalpha, text))


def _mixes_scripts(text: str) -> bool:
    """Whether many words have Latin letters among others, as no language does and a wrong map gives."""
    words = _WORD.findall(text)
    mixed = sum([0 < sum([ord(c) < _LATIN_ENDS for c in word]) < len(word) for word in words])
    return len(words) >= _JUDGED_FROM_WORDS and mixed > _MIXED_SHARE * len(words)
