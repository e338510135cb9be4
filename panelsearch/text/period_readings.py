"""Which years, and which parts of one, do the forms of a date say? Quarters, financial years, years alone."""

from __future__ import annotations

import re

from panelsearch.text.date_forms import GOES_ON, UNIT_AFTER
from panelsearch.text.date_values import PrintedDate, Said, When, whole
from panelsearch.text.date_words import ORDINALS, year_of_digits
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import line_at


def _financial(year: int, until: str) -> bool:
    return str(year + 1).endswith(until)


def read_quarter(match: re.Match[str], when: When) -> Said:
    """A quarter of a year, or of a financial year."""
    year, printed = year_of_digits(match["year"]), match["quarter"].lower()
    quarter = int(printed[0]) if printed[0].isdigit() else ORDINALS[printed]
    if match["until"] is None:
        yield PrintedDate(whole(match), iso=f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}")
    elif _financial(year, match["until"]):
        start, year = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
        yield PrintedDate(whole(match), iso=f"{year}-{start:02}/{year}-{start + 2:02}")


# "For 2018/9": elsewhere it may be the ninth minute of 2018.
_IN_A_SENTENCE = re.compile(r"\b(?:for|in|of|to|from|during|the|and) $")
# "The Climate Plan 2019-24": elsewhere it may be the 24th resolution of 2019.
_PLANNED = re.compile(
    r"\b(?:strategy|plan|programme|policy|period|term|framework|budget|mtf[ps]|for|from|over|during) $", re.IGNORECASE
)
_ACRONYM_OF_A_PLAN = re.compile(r"\b(?!RES |ORDS )[A-Z]{1,4}[PS] $")
"""Letters for a plan, a programme, a strategy: "LTP", "MTFS"."""
_LONGEST_PLAN = 20


def _is_planned(text: str, at: int) -> bool:
    before = max(0, at - 12)
    return bool(_PLANNED.search(text, before, at) or _ACRONYM_OF_A_PLAN.search(text, before, at))


# "Minute 19/20".
_COUNTED = re.compile(
    r"\b(?:minutes?|mins?|items?|nos?|ref|reference|resolution|motion|case|order)\b[.:]? $", re.IGNORECASE
)


def read_years(match: re.Match[str], when: When) -> Said:
    """A financial year, or a span of years."""
    year, until = year_of_digits(match["year"]), match["until"]
    if len(until) == 1 and not _IN_A_SENTENCE.search(match.string, max(0, match.start() - 8), match.start()):
        return
    if _financial(year, until):
        yield PrintedDate(whole(match), iso=f"{year}-04/{year + 1}-03")
    elif match["mark"].strip() == "-" and len(until) == 4 and int(until) > year:
        yield PrintedDate(whole(match), iso=f"{year}/{until}")
    elif (
        match["mark"] == "-"
        and len(until) == 2
        and 1 < (end := year // 100 * 100 + int(until)) - year <= _LONGEST_PLAN
        and _is_planned(match.string, match.start())
    ):
        yield PrintedDate(whole(match), iso=f"{year}/{end}")


def read_short_years(match: re.Match[str], when: When) -> Said:
    """ "17/18", where the paper is of those years."""
    year = year_of_digits(match["year"])
    if when.near is None or abs(year - when.near.year) > 10 or not _financial(year, match["until"]):
        return
    # Alone on its line "19/20" numbers a minute, the nineteenth of 2020; so it does where another line counts on.
    if _COUNTED.search(match.string, max(0, match.start() - 14), match.start()):
        return
    begin, stop = line_at(match.string, match.start())
    opens = not match.string[begin : match.start()].strip()
    beside = {f"{int(match['year']) + step}/{match['until']}" for step in (-1, 1)}
    if not opens or (match.string[match.end() : stop].strip() and not beside & _numbers_of_lines(match.string)):
        yield PrintedDate(whole(match), iso=f"{year}-04/{year + 1}-03")


@remembered
def _numbers_of_lines(text: str) -> frozenset[str]:
    """What lines of a text begin with that is such as "18/19": looked for once, however many dates ask."""
    return frozenset(found[1] for found in _NUMBER_OF_LINE.finditer(text))


_NUMBER_OF_LINE = re.compile(r"^[^\S\n]*(\d{1,3}/\d{2,4})\b", re.M)


def read_financial_short(match: re.Match[str], when: When) -> Said:
    """ "FY 19/20"."""
    year = year_of_digits(match["year"])
    if _financial(year, match["until"]):
        yield PrintedDate(whole(match), iso=f"{year}-04/{year + 1}-03")


_NOT_A_YEAR = re.compile(
    r"(?:\b(?:no|nos|number|ref|reference|minute|minutes|item|page|by-?law|resolution|motion|policy|room|act"
    r"|regulations"
    r"|order|rules|measure|tel|telephone|phone|ext|code|about|approximately|approx|over|nearly|some|form|bs|iso|section"
    r"|acts|sorp|acts? of|statutes of|cheques?|chqs?|cks?"
    r"|suite|apt|apartment|unit|flat|plot|lot|box|route|highway|hwy|model)\b[.,:#]?"
    r"\s*\(?$|\d,? *$)",
    re.IGNORECASE,
)
# "An improvement over 2018" names a year, where "over 2000" counts.
_COMPARED = re.compile(
    r"(?:%|\b(?:increase|improvement|rise|growth|gain|decrease|reduction|drop|fall|change|up|down)s?) over $",
    re.IGNORECASE,
)
_AFTER_A_YEAR = re.compile(r"(?<![\d£$€.,/-])(?:19[5-9]|20[0-4])\d, $")
_YEAR_BESIDE = re.compile(r"\b(?:19[5-9]|20[0-4])\d\t$")
_LAW_AFTER = re.compile(
    r"(?:(?: [A-Z][a-z]+){1,6} (?:Act|Regulations?|Order|Rules)\b"
    r"|[:,.]?\s?(?:ss?|sec|sch|section|schedule|para|c|ch|chapter)\.? ?\d)"
)
# "1998 Oak Avenue" is where somebody lives.
_STREET_AFTER = re.compile(
    r" (?:[NSEW]\.? |(?:North|South|East|West) )?(?:[A-Z][a-z]+ ){1,2}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd|Way|Place|Terrace|Highway|Hwy)\b"
)
_LAWS_LETTERS = re.compile(r"\b[A-Z]{1,4}A[ .]$")
"""Of an act of the last century: "LGA 1972"."""
_LAWS_BEFORE = 2000


def read_bare_year(match: re.Match[str], when: When) -> Said:
    """A year alone, where it is no number and no law's."""
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    cells = when.text or text
    if _YEAR_BESIDE.search(cells[max(0, match.start() - 6) : match.start()]):
        before = ""  # the years that head two columns
    counts = _NOT_A_YEAR.search(before) and not _COMPARED.search(before) and not _AFTER_A_YEAR.search(before)
    unit = UNIT_AFTER.match(text, match.end())
    if unit and unit[0][-1].isdigit() and cells.startswith("\n", match.end()):
        unit = None  # what begins the next line numbers it
    lives = _STREET_AFTER.match(text, match.end()) and not cells.startswith("\t", match.end())
    if counts or unit or lives or _LAW_AFTER.match(text, match.end()):
        return
    if int(match["year"]) < _LAWS_BEFORE and _LAWS_LETTERS.search(before):
        return
    begin, stop = line_at(text, match.start())
    in_words = _WORD.search(
        text,
        max(begin, cells.rfind("\t", begin, match.start()) + 1),
        min(stop, at if (at := cells.find("\t", match.end(), stop)) >= 0 else stop),
    )
    said = _SAYS_A_YEAR.search(before) is not None
    if when.near and int(match["year"]) > when.near.year + _FORESEEN and not said:
        return
    if said or not _of_figures(text, begin, stop) or ("\t" in cells[begin:stop] and in_words):
        yield PrintedDate(whole(match), iso=match["year"])


# "The 1937 Coronation", but "the 1500 metres", "the 1600 Series" and "the 1894 Act".
_NAMED_AFTER = re.compile(r" (?!Acts?\b)[A-Z][a-z]{3,}\b")
_DATED_THINGS = re.compile(
    r"\b(?:deeds?|maps?|conveyance|survey|charter|will|census|plan|agreement|floods?|fire|war|act|class|award|photographs?"
    r"|pictures?|paintings?|clock|bell|building|church|chapel|hall|school|house|window|plaque|memorial|records?|design"
    r"|tithe|enclosure|lease|mortgage|indenture|scheme) of $",
    re.IGNORECASE,
)


# "The meeting opened 1930" by the clock.
_MEETING_OPENED = re.compile(r"(?:^|\bmeeting\b[^.\n]{0,20})\bopened $", re.IGNORECASE | re.MULTILINE)


def read_old_year(match: re.Match[str], when: When) -> Said:
    """ "Built in 1862": a year before living memory, where the sentence goes on behind it."""
    text = match.string
    if _MEETING_OPENED.search(text, max(0, match.start() - 40), match.start()):
        return
    if match["the"] is not None:
        named = int(match["year"]) % 100 and _NAMED_AFTER.match(text, match.end())
        dates = bool(named) and not _LAW_AFTER.match(text, match.end())
    else:
        of = match["of"] is None or _DATED_THINGS.search(text, max(0, match.start() - 18), match.start())
        dates = bool(of and GOES_ON.match(text, match.end()))
    if dates:
        yield PrintedDate(whole(match), iso=match["year"])


# "Cheques 2044 and 2045": of years far ahead there is a word that takes them.
_SAYS_A_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|for|of|before|after|beyond|during|year|circa) |\()$", re.IGNORECASE
)
_FORESEEN = 15
_WORD = re.compile(r"[A-Za-z]{3,}")


@remembered
def _of_figures(text: str, begin: int, stop: int) -> bool:
    """Whether a line is a row of figures: a year there looks like any other number."""
    line = text[begin:stop]
    figures = len(re.findall(r"\d[\d,.]*", line))
    return figures > 2 and figures > len(re.findall(r"[A-Za-z]{3,}", line))
