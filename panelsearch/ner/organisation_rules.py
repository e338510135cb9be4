"""By which signs does a page name organisations? By their names' ends and forms, who is paid, and what is defined.

A rule is given the page as prepared (`OrganisationPage`). Those of `BY_FORM` need nothing of the document; what they
find is found once and serves learning and finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from panelsearch.gazetteers.loader import pattern, words
from panelsearch.ner import organisation_forms
from panelsearch.ner.gazetteer_matcher import national_bodies
from panelsearch.ner.organisation_endings import ending
from panelsearch.ner.organisation_forms import FormRule
from panelsearch.ner.organisation_page import ENDINGS, GENERAL, STOP_WORDS, Meant, OrganisationPage, Stretch, bare_word
from panelsearch.ner.organisation_tables import column
from panelsearch.ner.suppliers import treated_as_firms
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import form_of, line_at, matches
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import Rule, rule

_PANEL = form_of(
    r"(?<![\w'-])(?P<area>(?:[A-Z][\w'-]+(?: (?:and|&) | )){0,6})"
    r"(?P<kind>(?:Police,? (?:Fire,? )?(?:and|&) Crime|Police,? Fire (?:and|&) Crime|POLICE,? (?:FIRE,? )?(?:AND"
    r"|&) CRIME)"
    r" (?:Panel|PANEL)\b)",
    known_by=(" Panel", " PANEL"),
)
# Initialisms of the field that stand for one body everywhere, and need no definition.
_FIELD = words("organisations.field_initialism")
_LOCAL = words("organisations.local_initialism")
_PLACE_BEFORE = re.compile(r"(?<=[a-z,(] )((?:[A-Z][a-z'-]+ ){1,3})$")
_SIGHT = 60
_FIELD_FORM = re.compile(pattern("organisations.field_initialism_form"))
# "LGA 1972" is an act, "CA 41/23" a minute's number.
ACRONYM = form_of(
    r"(?P<acronym>[A-Z](?<![\w'.&-].)[A-Za-z]?[A-Z]{1,6})"
    r"(?![\w&-]|/(?!\w*[A-Za-z]{2})|[ .](?:18|19)\d\d\b| ?\d{1,4}/\d| \d[\w-]*:[\w-])"
)
_OF_A_LAW = re.compile(r"(?<=A)[ .]20\d\d\b")
NOT_ORGANISATIONS = words("organisations.not_initialism")
_CUED = re.compile(
    r"\b(?:by|from|with|to|through|via|contacted|contact|asked|asking|inform|informed|joined|join|of|that|and|the"
    r"|for|at) (?:the )?$",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(rf" {pattern('verbs.of_an_organisation')}\b")
# Without an article: a plan or a scheme is "in the NDP", only somebody gets a donation "to SUP".
ACTS = KnownPattern(r"\b(?:by|from|with|to|asked|contacted) ([A-Z]{2,7})\b(?! [A-Z])")
_NATIONAL_TAIL = re.compile(
    r" (?:University )?NHS (?:Foundation )?Trust\b| of [A-Z][a-z]+\b(?! [A-Z])|(?: [A-Z][a-z]+)? Branch\b(?: \d+)?"
)


_PRODUCT = re.compile(
    r" (?:Teams|Word|Excel|Outlook|Office|365|Meet|Maps|Drive|Docs|Forms|Calendar|Earth|Analytics|Street View|Messenger"
    r"|Live|Marketplace)\b"
)
"""What a maker's name stands before is its product: "via Microsoft Teams"."""

_OF_A_PLACE = words("organisations.of_a_place")
"""In the name of a body: it is a place's, which councils are told by."""
_OF_NO_NAME = (
    ENDINGS | GENERAL | frozenset("of for and & the trustees directors selectmen supervisors education".split())
)

# by what the page does with them


@rule("organisations.supplier")
def supplier(page: OrganisationPage) -> Iterable[Stretch]:
    """Who quotes, supplies, is ordered from, contracted or paid."""
    return treated_as_firms(page.level)


@rule("organisations.national")
def national(page: OrganisationPage) -> Iterator[Stretch]:
    """What papers all over the country name, from a list."""
    for start, end in _national(page.level):
        if _PRODUCT.match(page.level, end):
            continue
        tail = _NATIONAL_TAIL.match(page.level, end)
        yield start, tail.end() if tail else end


@remembered
def _national(level: str) -> tuple[Stretch, ...]:
    return tuple(national_bodies().find(level.replace("\n", " ")))  # in a narrow cell the name is over two lines


# by what the document says of them elsewhere


@rule("organisations.panel")
def panel(page: OrganisationPage) -> Iterator[Meant]:
    """ "Police and Crime Panel": the document's own body where that is one."""
    for match in matches(_PANEL, page.level):
        start = _lead_of(match)
        own = page.known.body
        meant = own if start >= match.start("kind") and own and "panel" in own.lower() else None
        yield start, match.end(), meant


@rule("organisations.own")
def own(page: OrganisationPage) -> Iterator[Meant]:
    """The body whose paper it is, by its name in full, where it has one of its own."""
    body = page.known.body
    words_of_it = body.removeprefix("The ").split() if body else []
    small = {bare_word(word) for word in words_of_it}
    if len(words_of_it) < 2 or not _OF_A_PLACE.isdisjoint(small) or small <= _OF_NO_NAME:
        return
    form = re.compile(rf"(?<![\w'-]){' '.join(map(re.escape, words_of_it))}(?![\w-])", re.IGNORECASE)
    for match in form.finditer(page.level):
        if match[0][0].isupper():
            yield *match.span(), body


@rule("organisations.letters")
def letters(page: OrganisationPage) -> Iterator[Meant]:
    """Letters the document defines, those everybody in the field knows, and those that act like somebody."""
    for match in matches(ACRONYM, page.level):
        acronym = match["acronym"]
        meant = page.known.acronyms.get(acronym)
        if meant is None and "/" in (
            page.level[match.start() - 1 : match.start()],
            page.level[match.end() : match.end() + 1],
        ):
            continue  # "Clerk/RFO": only what is known stands beside another
        acts = acronym not in page.known.others and stands_as_body(page.level, match)
        if _OF_A_LAW.match(page.level, match.end()) and page.text[match.end() : match.end() + 1] != "\t":
            continue
        if meant is not None or _is_of_the_field(acronym) or acts:
            place = _PLACE_BEFORE.search(page.level, max(0, match.start() - _SIGHT), match.start())
            if acronym in _LOCAL and meant is None and place and bare_word(place[1].split()[0]) not in STOP_WORDS:
                yield place.start(1), match.end(), None  # "Harrow Vale CCG"
            else:
                yield *match.span(), meant or acronym


@rule("organisations.short_name")
def short_name(page: OrganisationPage) -> Iterator[Meant]:
    """The short forms of names that the document gives in full."""
    for start, end in page.known.book.find(page.level):
        yield start, end, page.known.short[page.level[start:end]]


@rule("organisations.evidenced", score=0.7)
def likely_name(page: OrganisationPage) -> Iterator[Meant]:
    """Names that what the document does with them makes organisations."""
    for start, end in page.known.evidenced.find(page.level):
        yield start, end, page.known.acronyms.get(page.level[start:end])


def _is_of_the_field(acronym: str) -> bool:
    return acronym in _FIELD or _FIELD_FORM.fullmatch(acronym) is not None


MeantRule = Rule[[OrganisationPage], Iterable[Meant]]
BY_FORM: tuple[FormRule, ...] = (ending, *organisation_forms.BY_FORM, column)
BY_DOCUMENT: tuple[MeantRule, ...] = (own, panel, letters, short_name, likely_name)


def _lead_of(match: re.Match[str]) -> int:
    """Where the panel's name begins, without another's before it ("The", "Minutes", "Local Government Association")."""
    start = match.start()
    for word in re.finditer(r"\S+", match["area"]):
        small = bare_word(word[0])
        if small in ("and", "&"):
            begins = start < match.start() + word.start()  # "Oldshire and Dunshire"
        else:
            begins = small not in STOP_WORDS and small not in ENDINGS and small != "council"
        if not begins:
            start = match.start() + word.end() + 1
    return start


def stands_as_body(level: str, match: re.Match[str]) -> bool:
    """Whether an undefined abbreviation is used as somebody who acts, is asked or belongs."""
    acronym = match["acronym"]
    if (
        len(acronym) < 3
        or acronym in NOT_ORGANISATIONS
        or acronym.upper() in NOT_ORGANISATIONS
        or not acronym[-1].isupper()
    ):
        return False
    acts = ACTS.search(level, max(0, match.start() - 12), match.end()) is not None or _owns(level, match)
    if not acts and not (
        _CUED.search(level[max(0, match.start() - 16) : match.start()]) and _VERB_AFTER.match(level, match.end())
    ):
        return False
    # In a heading's capitals every short word looks like an abbreviation.
    return not _in_capitals(level, *line_at(level, match.start()))


_HAS = re.compile(rf"'s? {pattern('organisations.has')}")


def _owns(level: str, match: re.Match[str]) -> bool:
    """ "the BMA's committee"."""
    return level.endswith("the ", 0, match.start()) and _HAS.match(level, match.end()) is not None


@remembered
def _in_capitals(level: str, begin: int, stop: int) -> bool:
    line = level[begin:stop]
    return sum(map(str.isupper, line)) * 2 > sum(map(str.isalpha, line))
