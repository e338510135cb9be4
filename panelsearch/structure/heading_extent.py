"""Where does the heading behind a number end? Its words: bold ones, those before a colon, short lines of their own.

What says something rather than names it is a sentence, not a heading.
"""

from __future__ import annotations

import re
from collections.abc import Container

from panelsearch.gazetteers.loader import any_word
from panelsearch.model.pages import Line, Page
from panelsearch.structure.attendee_names import is_ordinary
from panelsearch.structure.bold_headings import in_bold
from panelsearch.structure.heading_words import (
    ENDS_MIDWAY,
    FINITE,
    GOES_ON,
    LONGEST_HEADING_WORDS,
    LONGEST_WRAPPED_WORDS,
    NAMES_A_PAPER,
    OF_ITEMS,
    RAGGED_PT,
    SENTENCE,
    YET_TO_BE,
)
from panelsearch.structure.item_numbers import Manner, is_numbered
from panelsearch.structure.numbered_lines import Heading, NumberedLine
from panelsearch.text.date_forms import UNIT_AFTER
from panelsearch.text.rule_engine import rule

_LINES_OF_A_HEADING = 4
_LINES_OF_A_CELL, _NARROW = 6, 0.5
_FEW_WORDS = 8
_WORDS_OF_A_PARAGRAPH, _WORDS_BEFORE_DASH = 4, 3
_RUN_IN = re.compile(
    r"^(?P<heading>[^:\n\t]{2,90}?)\s*"
    r"(?::(?!\d\d)|\s[–—-]\s(?!\d+\s*\))|\s[–—](?=[A-Z])|(?<=[a-z]{3})[–—-]\s(?=[A-Z]|n(?:one|il|o)\b)"
    r"|(?<=[A-Z]{3})[–—-]\s(?=[A-Z][a-z]))"
)
_NAMES_MORE = re.compile(
    r"(?P<heading>[^:\n\t]{2,90}?)\s[–—-]\s(?!(?:none|nil|no|n/?a|noted|agreed|approved|deferred)\b)", re.I
)
"""On a line of its own under an item, what stands behind the dash names it too: "1.2 Maiden speech - Ann Ash"."""
_RUN_IN_STOP = re.compile(r"^(?P<heading>[A-Z][^:.\n\t]{2,70})(?<!\bNo)\.\s+(?=[\"“‘(]?[A-Z£\d])")
_BESIDE = re.compile(
    r"^(?P<heading>[A-Z][^:.\n\t]{2,60}?)\s+(?=(?:RESOLVED|AGREED|NOTED|There|The|It|An?|All|Members|Councillors?|Cllrs?|Mrs?|Ms|No|None)\b)"
)
"""A heading in a row of a table whose next column stands so near that they were read as one cell."""
_CAPITALS_RUN = re.compile(
    r"^(?P<heading>(?:[A-Z][A-Z’'&/.-]*[,]?[^\S\n]+){1,9}[A-Z][A-Z’'-]{3,})[.]?[^\S\n]+(?=[A-Z][a-z]|(?:received|held|were|was|had|from)\b)"
)
"""A heading in capitals on the line on which what was said begins: "APOLOGIES FOR ABSENCE None received"."""
_CAPITAL_WORD = re.compile(r"^(?P<heading>[A-Z]{6,})[.]?[^\S\n]+(?=[A-Z][a-z])")
"""One word that is what items are called: "MINUTES The minutes were signed"."""
_A_NAME = r"(?:[A-Z]\.?\s+|(?!(?i:for|from|received|of|and|absence|given|accepted)\b)[A-Z][a-z’'-]+\s+)[A-Z][\w’'-]+"
_FORMULA = re.compile(
    r"^(?P<heading>(?i:call\s+to\s+order|roll\s+call|adjourn(?:ment)?))\s+"
    r"(?=(?:at|by)\s|(?:[A-Z][\w.’'-]*\s+){1,4}(?:called|moved|made|motioned|adjourned)\b)"
    r"|^(?P<when>(?i:(?:dates?\s+(?:and\s+time\s+)?(?:of|for)\s+(?:the\s+)?)?next\s+(?:\w+\s+)?meeting"
    r"|(?:meeting\s+)?(?:opened|closed|commenced|adjourned)))\s+(?=\d|(?i:at|on)\s+\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|T\.?B\.?[AC]\b)"
    r"|^(?P<who>(?i:(?:present|in\s+attendance|attendance|apologies(?:\s+for\s+absence)?)))\s+"
    rf"(?=(?:{any_word('titles.seat', 'titles.before_any_name')})\b\.?|{_A_NAME}(?:,|\s+(?:and|&)\s|$))"
)
"""A heading of one formula, with no stop before what was done, when it is, or who: "Next meeting 7th April"."""
_LIST_MARK = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s|[•▪◦‣●○■□*\uf0a7\uf0b7–—-]")
_AS_ON_AN_AGENDA = re.compile(r"T(?:o\s+[a-z]|O\s+[A-Z])[A-Za-z]{2,}\b")
_AND_WAS = re.compile(
    r"(?P<heading>T[oO]\s[^.:\n\t,]{5,110}?)(?:\s*,[^.:\n\t]{3,60}?,)?\s+(?:was|were)\s+(?:duly\s+|then\s+)?[a-z]{3,}ed\b"
)
"""An agenda's words that the minutes go on from: "To approve the Minutes of May were approved"."""
_BEFORE_DASH = re.compile(r"(?P<heading>[A-Z][\w’'&/ ]{2,40}?)\s+[–—-]\s")
_ENDS_WITH_DASH = re.compile(r"[–—-]\s*$")
_PAGES_BEHIND = re.compile(
    r"\s*(?:\(?\bpages?\s*\d+(?:\s*[-–—]\s*\d+)?\)?|\(\s*pages?|\.{3,}\s*\d+)\s*$", re.IGNORECASE
)
"""Where the papers behind an agenda's item stand: no part of its heading."""
_WHO_OR_NONE = re.compile(rf"\s*(?i:none|nil|{any_word('titles.seat', 'titles.before_any_name')})\b")
_LISTS_PEOPLE = re.compile(r"Members\s+(?:present|absent|attending|in\s+attendance)\b[^:\n]{0,12}:", re.IGNORECASE)


@rule("items.side_heading")
def side_heading(one: NumberedLine) -> Heading:
    """A side heading runs over the margin's lines until the text beside it begins."""
    page, end = one.page, one.at
    while (
        end + 1 < len(page.lines) and end + 1 in one.margin and not is_numbered(page.lines[end + 1].span.of(page.text))
    ):
        end += 1
    last = page.lines[end].span.end
    return Heading(last, " ".join(page.text[one.begin : last].split()), end)


@rule("items.heading")
def line_heading(one: NumberedLine) -> Heading | None:
    """The heading behind a number: bold words, what stands before a colon, or short lines of their own."""
    line, rest = one.line, one.rest
    carried = None if one.agenda else _AND_WAS.match(rest)
    agenda = one.agenda or (carried is None and _AS_ON_AN_AGENDA.match(rest) is not None)
    if not (rest[0].isupper() or rest[0] in "“\"'‘(" or rest[0].isdigit()):
        return None
    plain = one.number.printed.isdigit() and len(one.number.printed) < 3
    if (
        not one.number.stopped
        and not one.number.called
        and plain
        and not (line.bold or line.cells or line.lead)
        and not is_short(line, rest, one.ended, agenda)
        and not _names_usual_business(rest)
        and not _names_before_dash(one)
    ):
        return _of_a_paragraph(one, agenda=agenda)
    cut = in_bold(one) or _run_in(one)
    if one.number.manner is Manner.LETTER and not (
        line.bold
        or rest.isupper()
        or is_short(line, rest, one.ended)
        or (cut and " " in cut.words)
        or _is_long_name(one)
    ):
        return None  # "J. Ash: treasurer" is no item J
    if cut is not None:
        return cut
    if carried is not None:
        return Heading(one.begin + carried.end("heading"), carried["heading"], one.at, run_in=True)
    cell = _PAGES_BEHIND.sub("", rest.split("\t")[0].strip())
    words = cell.split()
    following = one.page.lines[one.at + 1] if one.at + 1 < len(one.page.lines) else None
    sentence = not agenda and (
        len(words) > LONGEST_HEADING_WORDS
        or (not line.bold and is_sentence(cell))
        or (
            not line.bold
            and following is not None
            and line.span.end not in one.ended
            and _runs_on(one.page, line, following, cell)
        )
    )
    if not sentence and (wrapped := _wrapped(one, cell)) is not None:
        return wrapped
    return Heading(one.begin + len(rest.split("\t")[0].rstrip()), cell.rstrip(" .:;"), one.at, sentence=sentence)


def _is_long_name(one: NumberedLine) -> bool:
    """Whether many words alone on their line name a matter: "B. Award of the bid for the mains in Mill Road"."""
    line, rest = one.line, one.rest.rstrip()
    few = _FEW_WORDS < len(rest.split()) <= LONGEST_HEADING_WORDS
    return (
        few
        and line.span.end in one.ended
        and rest[-1] not in ".;,:?"
        and not is_sentence(rest)
        and not FINITE.search(rest)
    )


def _names_usual_business(rest: str) -> bool:
    """Whether what stands before a dash is what an item is called: "3  Minutes – The minutes of ..."."""
    before = re.match(r"(?P<heading>[A-Z][\w’' ]{3,40}?)(?:\s+[–—-]\s|:\s|\.\s+(?=[A-Z]))", rest)
    return before is not None and OF_ITEMS.match(before["heading"]) is not None


def _names_before_dash(one: NumberedLine) -> bool:
    """Whether a paragraph begins with a few words before a dash: "4 Secretary - Letters from ..."."""
    page, before = one.page, _BEFORE_DASH.match(one.rest)
    begins = one.at == 0 or page.lines[one.at - 1].span.end in one.ended
    return bool(before and begins and len(before["heading"].split()) <= _WORDS_BEFORE_DASH)


def _of_a_paragraph(one: NumberedLine, *, agenda: bool) -> Heading | None:
    """What stands behind a bare number that begins a paragraph: an agenda's words, a long heading, or a sentence."""
    page, line, rest = one.page, one.line, one.rest
    begins = one.at == 0 or page.lines[one.at - 1].span.end in one.ended
    words = rest.split()
    if not begins or len(words) < _WORDS_OF_A_PARAGRAPH or UNIT_AFTER.match(f" {rest}"):
        return None
    alone = line.span.end in one.ended and len(words) <= LONGEST_HEADING_WORDS and rest[-1] not in ".;,:"
    if agenda or (alone and not FINITE.search(rest)):
        return _wrapped(one, rest) or Heading(one.begin + len(rest.rstrip()), rest.rstrip(" .:;"), one.at)
    return None


def is_sentence(words: str) -> bool:
    """Whether words on a line of their own say something rather than name it."""
    usual, length = OF_ITEMS.match(words) is not None, len(words.split())
    says = FINITE.search(YET_TO_BE.sub("", words) if usual else words) is not None
    return (says and (SENTENCE.match(words) is not None or (length > 5 and not usual))) or (
        words.endswith((".", ";", "?")) and (says or length > (LONGEST_HEADING_WORDS if usual else _FEW_WORDS))
    )


def _run_in(one: NumberedLine) -> Heading | None:
    """The words before a colon, a dash or a stop, where they can be a heading."""
    line, rest, agenda = one.line, one.rest, one.agenda
    run_in = _RUN_IN.match(rest)
    if run_in and not agenda and (stopped := _RUN_IN_STOP.match(rest)) and stopped.end() < run_in.end("heading"):
        named = OF_ITEMS.match(stopped["heading"]) or stopped["heading"].isupper()
        run_in = stopped if named and not FINITE.search(stopped["heading"]) else run_in
    under = one.number.manner in (Manner.DOTTED, Manner.LETTERED) and one.number.places[-1] != 0
    if under and _NAMES_MORE.match(rest) and not FINITE.search(rest) and is_short(line, rest, one.ended):
        return None
    if (
        run_in is None
        and not agenda
        and (stopped := _RUN_IN_STOP.match(rest))
        and not FINITE.search(stopped["heading"])
    ):
        run_in = stopped
    if run_in is None and not agenda and (capitals := _CAPITALS_RUN.match(rest)):
        run_in = capitals
    if run_in is None and not agenda and (word := _CAPITAL_WORD.match(rest)) and OF_ITEMS.match(word["heading"]):
        run_in = word
    if run_in is None and not agenda and (formula := _FORMULA.match(rest)) and not _names_more(formula):
        return Heading(
            one.begin + formula.end(formula.lastgroup or 0), formula[formula.lastgroup or 0], one.at, run_in=True
        )
    if run_in is None and (beside := _BESIDE.match(rest)) and not FINITE.search(beside["heading"]):
        said = not agenda and OF_ITEMS.match(rest) and FINITE.search(rest, beside.end())
        if line.cells or (said and not ENDS_MIDWAY.search(beside["heading"])):
            run_in = beside
    if (
        run_in is None
        or (rest.isupper() and not rest.rstrip().endswith(":") and run_in.end() < len(rest.rstrip(" –—-")))
        or (
            _ENDS_WITH_DASH.search(run_in.group())
            and (line.bold or rest.isupper())
            and not (OF_ITEMS.match(run_in["heading"]) and _WHO_OR_NONE.match(rest, run_in.end()))
        )
        or len(run_in["heading"].split()) > LONGEST_HEADING_WORDS
        or (not agenda and SENTENCE.match(rest[:20]) and not _LISTS_PEOPLE.match(rest))
        or run_in["heading"].count("(") > run_in["heading"].count(")")
        or (line.bold and run_in.end() < len(rest) and GOES_ON.match(rest, run_in.end()))
        or (NAMES_A_PAPER.fullmatch(run_in["heading"].strip()) and run_in.end() < len(rest))
    ):
        return None
    heading = run_in["heading"].strip()
    return Heading(one.begin + run_in.end("heading"), heading, one.at, run_in=True, sentence=_says(heading, agenda))


def _names_more(formula: re.Match[str]) -> bool:
    """Whether the words behind the heading of a list are the rest of a name: "Attendance Management Policy"."""
    if formula.lastgroup != "who" or _WHO_OR_NONE.match(formula.string, formula.end()):
        return False
    return is_ordinary(formula.string[formula.end() :].split(maxsplit=1)[0])


def _says(heading: str, agenda: bool) -> bool:
    """Whether the words before a colon are a sentence that announces something."""
    return not agenda and len(heading.split()) > 4 and bool(FINITE.search(heading))


def _in_narrow_cell(one: NumberedLine, cell: str) -> Heading | None:
    """A heading over the lines of a narrow cell: all that stands in it, where nothing in it is a sentence."""
    page, line, last = one.page, one.line, one.at
    left, right = min(o.rect.x0_pt for o in page.lines), max(o.rect.x1_pt for o in page.lines)
    words = cell
    while page.lines[last].span.end not in one.ended:
        following = page.lines[last + 1] if last + 1 < len(page.lines) else None
        if (
            following is None
            or following.cells
            or following.bold != line.bold
            or is_numbered(following.span.of(page.text))
            or last - one.at >= _LINES_OF_A_CELL
            or max(line.rect.x1_pt, following.rect.x1_pt) - line.rect.x0_pt > _NARROW * (right - left)
        ):
            return None
        words, last = f"{words} {following.span.of(page.text).strip()}", last + 1
    agenda = one.agenda or _AS_ON_AN_AGENDA.match(words)
    if last == one.at or len(words.split()) > LONGEST_WRAPPED_WORDS or not (agenda or not FINITE.search(words)):
        return None
    return Heading(page.lines[last].span.end, " ".join(words.split()).rstrip(" .:"), last)


def _wrapped(one: NumberedLine, cell: str) -> Heading | None:
    """A heading over several lines: bold ones, or such as break off midway."""
    if "\t" not in one.rest and (narrow := _in_narrow_cell(one, cell)) is not None:
        return narrow
    page, line = one.page, one.line
    words, last = cell, one.at
    while last + 1 < len(page.lines) and last - one.at < _LINES_OF_A_HEADING - 1:
        above, following = page.lines[last], page.lines[last + 1]
        more = following.span.of(page.text).split("\t")[0].strip()
        if (
            (above.span.end in one.ended and not ENDS_MIDWAY.search(words))
            or following.side
            or following.bold != line.bold
            or not (line.bold or one.agenda or ENDS_MIDWAY.search(words))
            or is_numbered(following.span.of(page.text))
            or _LIST_MARK.match(more)
            or (_ENDS_WITH_DASH.search(words) and OF_ITEMS.match(words))
            or len(words.split()) + len(more.split()) > LONGEST_WRAPPED_WORDS
            or (one.agenda and not line.bold and not ENDS_MIDWAY.search(words) and len(more.split()) > 12)
        ):
            break
        words, last = f"{words} {more}", last + 1
    if last == one.at or (not line.bold and not one.agenda and page.lines[last].span.end not in one.ended):
        return None
    end = page.lines[last].span.start + len(page.lines[last].span.of(page.text).split("\t")[0].rstrip())
    return Heading(end, _PAGES_BEHIND.sub("", " ".join(words.split())).rstrip(" .:"), last)


def is_short(line: Line, rest: str, ended: Container[int], agenda: bool = False) -> bool:
    """Whether the words behind a bare number can be a heading: a few on a line of their own, no sentence.

    On an agenda, and where they are what items are called, more may be: "3 Minutes of the meeting held on 18 October".
    """
    most = LONGEST_HEADING_WORDS if agenda or rest.isupper() or OF_ITEMS.match(rest) else _FEW_WORDS
    if rest.endswith(":") and not FINITE.search(rest):
        rest = rest[:-1].rstrip() or rest
    if rest.endswith(".") and len(rest.split()) <= most and not FINITE.search(rest):
        rest = rest[:-1]  # "3  Election of Chair."
    return line.span.end in ended and len(rest.split()) <= most and rest[-1] not in ".;,:" and not SENTENCE.match(rest)


_BEGINS_ANEW = re.compile(
    r"(?:It|There|This|These|Members|Councillors|The\s+\w+)\s+(?:was|were|had|noted|agreed|resolved|approved)\b"
)
"""A line that begins so begins what was said under a heading."""


def _runs_on(page: Page, line: Line, following: Line, cell: str) -> bool:
    """Whether the line is the first of a paragraph: as wide as the one below it, and a sentence."""
    if _BEGINS_ANEW.match(following.span.of(page.text)):
        return False
    return bool(line.rect.x1_pt >= following.rect.x1_pt - RAGGED_PT and len(cell.split()) >= 9) or bool(
        ENDS_MIDWAY.search(cell) and len(cell.split()) >= 7
    )
