"""Which names does a text treat as firms? Those that quote, supply, are ordered from, contracted or paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import words
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import form_of, held, matches

_WORD = r"[A-Z][\w']*(?:[.-][\w']+)*"
_NAME = rf"{_WORD}(?: (?:& |and (?={_WORD} (?:Ltd|LLP|Sons?|Co)\b))?{_WORD}){{0,4}}"
_BETWEEN = (
    r"(?: (?:had|has|have|was|were|been|be|is|are|also|now|received|obtained|submitted|sought|awaited|accepted|both"
    r"|three|two|only)){0,4}"
)
_FOR = r"(?: (?:for|of) (?:the |a |an )?[a-z][a-z' -]{2,40}?)?"
_PAPERS = (
    r"(?:quotations?|quotes?|tenders?|estimates?|invoices?|proposals?|bids?|prices?|purchase[ds]?|bought|ordered"
    r"|orders?|hired)"
)
_ROADS = words("organisations.road")
# So each cue goes on.
_TOWARDS = form_of(r" (?i:from|by|with|to)(?i: the)? [A-Z]")
_CUES = form_of(
    rf"\b(?i:{_PAPERS}{_FOR}{_BETWEEN}{_FOR} from"
    rf"|(?:supplied|installed|serviced|manufactured|repaired) by"
    rf"|(?:contract|work|order|tender)s?{_FOR}{_BETWEEN} (?:awarded|let|given|placed) (?:to|with)"
    r"|(?:account|contract|agreement|policy|insurance|insured|lease) with"
    r"|(?:payment|cheque|paid|payable|donation|grant)s?(?: of £[\d,.]+)? to)"
    rf"(?i: the)? (?P<first>{_NAME})",
    known_by=_TOWARDS,
)
_MORE = re.compile(
    rf"(?:, (?:and |& )?| and | & | or )(?P<next>{_NAME})(?=[,.;\n]| (?:and|for|at|of £|in|to|was|were|had|which|-)\b)"
)
# What is paid, asked or ordered from and is no firm.
_NO_FIRM = words("organisations.not_firm")


@remembered
def treated_as_firms(level: str) -> tuple[tuple[int, int], ...]:
    """The place of each such name, in order; people's names are left to those who know them."""
    found: list[tuple[int, int]] = []
    for match in matches(_CUES, level):
        found += _firm(level, *match.span("first"))
        end = match.end()
        for _ in range(6):
            more = _MORE.match(level, end)
            if more is None:
                break
            found += _firm(level, *more.span("next"))
            end = more.end()
    # What stands on the page in small letters too is a thing: "Grass Cutting".
    things = held({level[start:end].lower() for start, end in found}, level)
    return tuple((start, end) for start, end in found if level[start:end].lower() not in things)


def _firm(level: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    name = level[start:end].removesuffix("'s").rstrip(".'")
    words = name.split()
    if words[0].lower().rstrip(".") in _NO_FIRM or words[-1].lower() in _NO_FIRM:
        return
    if len(words) > 1 and words[-1].lower() in _ROADS:
        return
    if len(words) == 1 and name.lower() in GIVEN_NAMES:
        return
    # An initial or a given name before a single word more is somebody.
    if len(words) == 2 and (len(words[0].rstrip(".")) == 1 or words[0].lower() in GIVEN_NAMES):
        return
    if any(len(word) >= 4 and word.isalpha() for word in words):
        yield start, start + len(name)
