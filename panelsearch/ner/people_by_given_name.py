"""Whom does a given name, or do initials, name with the surname behind? "Stanley Street" is no Stanley."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, TRADES, WEEKDAYS_MONTHS
from panelsearch.ner.coreference import folded, is_initial, words_of
from panelsearch.ner.name_patterns import (
    CAPITALS,
    SURNAME_PREFIX,
    THING,
    WORD,
)
from panelsearch.ner.name_shape import bears, place_follows, trimmed
from panelsearch.ner.person_page import PersonPage, Stretch
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import capitalised, form_of, matches
from panelsearch.text.rule_engine import Rule, rule

_HONOURS = pattern("names.honour_printed")
_HONOUR = re.compile(_HONOURS)
_GIVEN = re.compile(
    rf"(?<![\w'-])(?P<name>(?P<given>{WORD}|{CAPITALS}) {{1,2}}(?:(?:[A-Z]\.? ){{1,3}}|(?:{WORD} )(?={WORD}))? ?"
    rf"{SURNAME_PREFIX}?(?P<surname>{WORD}|{CAPITALS}))(?![\w-])"
)
_NEXT_BUT_ONE = re.compile(rf"(?P<name>{WORD} {{1,2}}(?P<surname>{WORD}))(?![\w-])")
_INITIALLED = form_of(
    rf"(?P<initials>[A-Z](?<![\w.'&/-].)(?:\. ?(?:[A-Z]\. ?){{0,3}}| (?:[A-Z] ){{0,2}})) {{0,2}}"
    rf"(?P<surname>{SURNAME_PREFIX}?{WORD})",
)
# Given names that streets, parks and buildings bear too: with a place's word after them they name no person.
_ROYAL = words("names.royal")
# "Grant Stream", "Eve Party": more often a thing than somebody, where no title stands before it.
_THINGS_TOO = words("names.thing")
# Stanley Street and Sandy Lane are streets unless a title or a list says otherwise, or something is done to them.
_WHOM = re.compile(r"\b(?:ask|tell|thank|contact|inform|invite|email|with|by|that|to|from) $")
_STREETS = words("names.street")
# "Gwyn Ollerby Legal Fees" is paid to a firm of that name.
_PARTICLES = words("names.particle")
_ACTS = re.compile(
    r" (?:said|says|asked|proposed|seconded|moved|reported|thanked|lent|offered|agreed|spoke|explained|told|gave)\b"
    r"| of \d"
)
"""What a place does not do: "Ron Castle lent a generator"."""
_TRADES = words("names.trade")


@dataclass(slots=True, eq=False)
class _Given:
    """A given name and what could be the rest of a name behind it; `given` and `surname` are folded."""

    level: str
    match: re.Match[str]
    name: str
    surname_printed: str
    given: str = ""
    surname: str = ""
    words: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.given, self.surname = folded(self.match["given"]), folded(self.surname_printed)
        self.words = words_of(self.name)

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.match.start("name") + len(self.name)


@rule("people.given_name.other_word")
def _begins_with_another_word(one: _Given) -> bool:
    """ "Grant Stream", "May Fair": a month or a thing, where no title stands before it."""
    given = one.given
    return given.split("-")[0] not in GIVEN_NAMES or given in WEEKDAYS_MONTHS or given in _THINGS_TOO


@rule("people.given_name.place")
def _ends_as_a_place(one: _Given) -> bool:
    """ "Victoria Park": the last word is a place's, or a place's as well after a name that places bear."""
    acts = one.given not in _ROYAL and _ACTS.match(one.level, one.end) is not None
    return one.surname in PLACES and not acts and (one.surname not in COMMON_SURNAMES or one.given in _ROYAL)


@rule("people.given_name.trade")
def _ends_as_a_trade(one: _Given) -> bool:
    """ "Bradley Memorials" is a firm."""
    return one.surname in TRADES


@rule("people.given_name.street")
def _is_a_street(one: _Given) -> bool:
    """ "Sandy Lane" is a street unless something is done to him."""
    start = one.match.start()
    return one.surname in _STREETS and not _WHOM.search(one.level, max(0, start - 12), start)


@rule("people.given_name.abbreviation")
def _is_an_abbreviation(one: _Given) -> bool:
    """ "ROMA Mileage" is an abbreviation and a thing, "M Joyce PC World" is paid for a thing from a shop."""
    given, surname = one.match["given"], one.surname_printed
    capitals_before = given.isupper() and len(one.given) > 1 and not surname.isupper()
    capitals_behind = surname.isupper() and len(one.surname) < 4 and not given.isupper()
    return capitals_before or capitals_behind


@rule("people.given_name.middle")
def _has_a_strange_middle(one: _Given) -> bool:
    """A word between the two that no name contains."""
    middle = [folded(word) for word in one.words[1:-1]]
    return any(word in NEVER or word in PLACES for word in middle)


@rule("people.given_name.month")
def _ends_as_a_month(one: _Given) -> bool:
    """ "Hope May": two words that are ordinary ones as well."""
    return one.surname in WEEKDAYS_MONTHS and one.given in COMMON_SURNAMES


@rule("people.given_name.followed")
def _place_goes_on(one: _Given) -> bool:
    """ "Ann Ash Road", "James Fisher & Sons": a place or a firm of that name."""
    return place_follows(one.level, one.end)


@rule("people.given_name.saint")
def _is_a_saint(one: _Given) -> bool:
    """ "St Ann Church", "Mount Albert North"."""
    before = one.level[max(0, one.match.start() - 12) : one.match.start()]
    return bool(re.search(r"(?:\bSt\.?|\bSaint|\bMount|\bPort|\bLake|\bFort|\bQueen|\bKing) $", before))


_NOT_GIVEN: tuple[Rule[[_Given], bool], ...] = (
    _ends_as_a_place,
    _ends_as_a_trade,
    _is_a_street,
    _is_an_abbreviation,
    _has_a_strange_middle,
    _ends_as_a_month,
    _place_goes_on,
    _is_a_saint,
)


@rule("people.given_name")
def given_name(page: PersonPage) -> Iterable[Stretch]:
    """A given name and a surname behind it."""
    return _given_names(page.level)


@remembered
def _given_names(level: str) -> tuple[Stretch, ...]:
    return tuple(_each_given(level))


def _may_begin(word: str) -> bool:
    return word.lower() in GIVEN_NAMES


def _each_given(level: str) -> Iterator[Stretch]:
    at = 0
    for place in sorted(chain.from_iterable(of for word, of in capitalised(level).items() if _may_begin(word))):
        match = _GIVEN.match(level, place) if place >= at else None
        if match is None:
            continue
        one = _Given(level, match, match["name"], match["surname"])
        if _begins_with_another_word.find(one):
            continue
        shortened = _without_what_follows(one)
        if shortened is None or any(veto.find(shortened) for veto in _NOT_GIVEN):
            continue
        at, name = shortened.end, shortened.name
        if kept := trimmed(name) if len(shortened.words) > 2 else name:
            yield match.start("name"), match.start("name") + len(kept)


def _without_what_follows(one: _Given) -> _Given | None:
    """ "Jean Kerr In attendance": what follows the name is none of it; None where no name is left."""
    surname = one.surname
    if _adds_a_word(one) and (cut := _NEXT_BUT_ONE.match(one.level, one.match.start("given"))) is not None:
        return _Given(one.level, one.match, cut["name"], cut["surname"])
    if surname not in _NO_SURNAMES and not (len(one.words) > 2 and surname in PLACES):
        return one
    cut = _NEXT_BUT_ONE.match(one.level, one.match.start("given"))
    if cut is None or surname in _TRADES or surname in PLACES:
        return None
    shorter = _Given(one.level, one.match, cut["name"], cut["surname"])
    return None if shorter.surname in _NO_SURNAMES else shorter


def _adds_a_word(one: _Given) -> bool:
    """Whether three words are a name and what follows it: "Malcolm Ash Healthy", but not "Mary Ann Ash"."""
    middle = [folded(word) for word in one.words[1:-1]]
    if len(middle) != 1 or is_initial(middle[0]) or one.surname in PLACES:
        return False
    return middle[0] not in _MAY_BE_IN_A_NAME


_MAY_BE_IN_A_NAME = GIVEN_NAMES | PLACES | NEVER | _PARTICLES
_NO_SURNAMES = NEVER - COMMON_SURNAMES


_NUMBERED = words("names.numbered")
_STATES = frozenset({"US", "UK", "EU", "UN"})


def _is_no_initial(level: str, match: re.Match[str]) -> bool:
    """ "Block B. Quote accepted" numbers a block; "U.S. Census" is a state's."""
    if re.sub(r"\W", "", match["initials"]) in _STATES:
        return True
    before = level[max(0, match.start() - 14) : match.start()].rstrip(" ").rpartition(" ")[2]
    return before.lower().strip("(") in _NUMBERED


@rule("people.initialled")
def initialled(page: PersonPage) -> Iterator[Stretch]:
    """Initials and a surname: with full stops anywhere, without them only for a surname the document knows."""
    level, known = page.level, page.known
    for match in matches(_INITIALLED, level):
        surname = folded(match["surname"].split(" ")[-1])
        known_name = bears(known, surname)
        place = surname in PLACES or surname in WEEKDAYS_MONTHS
        honour = _HONOUR.fullmatch(re.sub(r"\W", "", match["initials"]))
        if surname in NEVER or surname == "wm" or (place and not known_name) or honour:
            continue
        # "B. Presentation" is a list's letter and a thing.
        dotted = "." in match["initials"] and not THING.search(surname)
        if place_follows(level, match.end()) or _is_no_initial(level, match):
            continue
        line_start = not level[level.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if known_name or (dotted and not (line_start and len(match["initials"].strip()) == 2)):
            yield match.start("initials"), match.end("surname")
