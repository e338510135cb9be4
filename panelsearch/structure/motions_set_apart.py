"""Which motions are set apart? Mover and seconder on lines of their own, then the motion's words, then its result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from panelsearch.model.pages import Page
from panelsearch.model.spans import Span, trimmed
from panelsearch.structure.matters import Matter
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act
from panelsearch.structure.votes import PRINTED_NAME, Result, votes_in, who_is
from panelsearch.text.rule_engine import rule

_I = re.IGNORECASE
_MOVED_LINE = re.compile(
    rf"^[ \t]*(?:moved|mover|proposed)(?:[ \t]+by)?\s*:?\s*(?P<mover>(?-i:{PRINTED_NAME}))\s*[,;./|]?\s*(?:and\s+)?"
    rf"(?:seconded|seconder)(?:[ \t]+by)?\s*:?\s*(?P<second>(?-i:{PRINTED_NAME}))\s*[.:,;]?\s*"
    r"(?=that\b|be\s+it|whereas|resolved)",
    _I | re.MULTILINE,
)
_PAIR_LINE = re.compile(
    rf"(?:^|(?<=[.:] ))[ \t]*moved(?:[ \t]+by)?\s*:?[ \t]*(?P<mover>(?-i:{PRINTED_NAME}))[ \t]*/[ \t]*"
    rf"(?P<second>(?-i:{PRINTED_NAME}))[ \t]*$",
    _I | re.MULTILINE,
)
_CODED_LINE = re.compile(
    r"^[ \t]*(?:Resolution\s*(?:No\.?|#)?\s*)?(?:[A-Z]{1,3}-?)?\d{2,4}[-/.]\d{1,4}[ \t:]+"
    r"(?P<mover>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}),\s+(?P<second>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\s*:",
    re.MULTILINE,
)
_UNNAMED_LINE = re.compile(
    r"^[ \t]*(?:Resolution\s*(?:No\.?|#)?\s*)?(?:[A-Z]{0,4}[-/.]?\d{1,4}(?:[-/.]\d{1,4})*[ \t:.]+)?"
    r"moved\s*(?:/|and|&)\s*(?:seconded|sec'd)[ \t]*:?[ \t]*$",
    _I | re.MULTILINE,
)
"""Bodies that do not tell who moved: "R-112-23 MOVED/SECONDED"."""
_COUNTED = r"(?:\s*[:(–-]?\s*\(?\d{1,2}\s*[-/–]\s*\d{1,2}(?:\s*[-/–]\s*\d{1,2})?\)?)?"
_MOTION_RESULT = re.compile(
    r"(?:(?:^[^\S\n]*|(?<=[.;:!?)\]”\"])\s*)[^\w\n]{0,3}"
    r"(?:(?:the\s+)?(?:motion|resolution|amendment|vote)(?:\s+(?:was|is|being))?[\s:–—-]+|(?=(?-i:[A-Z])))"
    r"|(?<=\s)[–—(-]\s*|(?<=\s)(?=(?-i:[A-Z]{4}|NOT\b)))"
    r"(?:(?P<lost>defeated|lost|not\s+carried|failed)|(?P<deferred>deferred|tabled)|(?P<carried>carried(?:\s+unanimously)?))\b"
    rf"{_COUNTED}[^\S\n]*(?:[.!]|$|(?=[,;()]|\s+(?:by|with|on\s+an?|as|and)\b|\s+(?-i:[A-Z][a-z]|\()))",
    _I | re.MULTILINE,
)
"""Told by itself: "be carried out" and "the failed pump" are words of the motion."""
_HEADS = (_CODED_LINE, _MOVED_LINE, _PAIR_LINE, _UNNAMED_LINE)
_MOTION_OPENS = re.compile(r"\s*(?:that\b|and\s+that\b|be\s+it|whereas|now\s+therefore|resolved)", _I)


@rule("decisions.set_apart")
def motions_set_apart(page: Page, roster: Roster, starts: set[int], begun: Matter | None) -> Iterator[Matter]:
    """Motions that print mover and seconder on lines of their own, then their words, then the result.

    `begun` is one whose page ended before its result did; its end, or all its words, may open this page.
    """
    text = page.text
    heads = sorted([m for line in _HEADS for m in line.finditer(text)], key=lambda head: head.start())
    ends = sorted([*(head.start() for head in heads), *starts, len(text)])
    if begun is not None and (result := _MOTION_RESULT.search(text, 0, ends[0])):
        yield replace(
            begun,
            page=page.number,
            span=trimmed(text, Span(0, result.end())),
            before=None,
            result=_RESULTS[result.lastgroup or "carried"],
            votes=votes_in.find(" ".join(text[: result.end()].split())),
        )
    bounds = [(head, next(end for end in ends if end >= head.end())) for head in heads]
    results = [_MOTION_RESULT.search(text, head.end(), upto) for head, upto in bounds]
    for (head, upto), result in zip(bounds, results, strict=True):
        opens = _MOTION_OPENS.match(text, head.end()) or not text[head.end() :].strip()
        end = result.end() if result else _paragraph_end(text, head.end(), upto)
        if not opens or (result is None and not _may_lack_its_result(head, any(results), text[end:])):
            continue
        span = trimmed(text, Span(head.end(), end))
        words = " ".join(span.of(text).split())
        mover, second = (
            who_is(head[part], roster) if part in head.re.groupindex else None for part in ("mover", "second")
        )
        yield Matter(
            page.number,
            span,
            Act.DECIDES,
            motions_set_apart.name,
            words,
            mover,
            second,
            _RESULTS[result.lastgroup or "carried"] if result else None,
            votes_in.find(words),
            set_apart=True,
            before=Span(head.start(), head.end()),
        )


def _may_lack_its_result(head: re.Match[str], others_have: bool, behind: str) -> bool:
    """A numbered motion is resolved without a word of it where none has a result, and has it overleaf at a page's end.

    Beside others that tell theirs, one that tells none may have been lost or left: nothing is said of it.
    """
    return head.re is _CODED_LINE and (not others_have or not behind.strip())


_RESULTS = {"lost": Result.LOST, "deferred": Result.DEFERRED, "carried": Result.CARRIED}


def _paragraph_end(text: str, start: int, upto: int) -> int:
    blank = text.find("\n\n", start, upto)
    return upto if blank < 0 else blank


def unfinished(page: Page, set_apart: Sequence[Matter]) -> Matter | None:
    """The motion that the page's end cuts off."""
    last = set_apart[-1] if set_apart else None
    return last if last and last.result is None and not page.text[last.span.end :].strip() else None
