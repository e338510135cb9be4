"""By which signs does a page name councils? By what councils are called, never from a list of them.

A rule is given the page as prepared (`CouncilPage`) and proposes stretches of it, each with the full name meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from panelsearch.gazetteers import public_bodies
from panelsearch.gazetteers.loader import alternatives, pattern, words
from panelsearch.gazetteers.non_names import NEVER
from panelsearch.gazetteers.public_bodies import place_of
from panelsearch.ner.council_names import (
    JOINS,
    KINDS,
    KnownCouncils,
    folded_name,
    initials,
    kind_of,
    kind_words,
    titled,
)
from panelsearch.text.pattern_prefilter import Form, form_of, matches
from panelsearch.text.rule_engine import Rule, rule

Proposal = tuple[int, int, str]
"""Where a council stands, and its full name as far as the document gives it."""


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """A page as the rules read it: its text, the same levelled, and what the document says of councils."""

    text: str
    level: str
    known: KnownCouncils


_COUNCIL = form_of(
    r"\b(?:(?P<kind>(?i:" + KINDS + r")) )?(?P<council>Council|COUNCIL)\b"
    r"(?!'?s?[ -](?i:Tax|House|Chamber|Chambers|Offices?|Leader|Taxpayers?|Resolution|Plan|Motion|of)\b|-)",
    known_by=("Council", "COUNCIL"),
)
_PLACE_WORD = re.compile(r"[A-Z][^\W\d]*(?:'[^\W\d]+)?(?:[.-][^\W\d][^\W\d']*)*\.?|&")
_SEATS = "Township|Municipality|City|Town|County|Borough|Village"
_OF = form_of(
    r"\b(?:(?:the |The |THE )?(?:Corporation|CORPORATION) (?:of|OF) (?:the|THE) )?"
    r"(?P<name>(?:Regional |REGIONAL |Royal |ROYAL |London |LONDON |Rural |District |United )?"
    r"(?:Township|TOWNSHIP|Municipality|MUNICIPALITY|City|CITY|Town|TOWN|County|COUNTY|Borough|BOROUGH|Village|VILLAGE"
    r") (?:of|OF) "
    r"(?:(?:St|ST|Ste)\.? )?(?:[A-Z][A-Za-z-]+)(?: (?:and|upon|&|AND|[A-Z][A-Za-z-]+|St\.))*)(?!\w)",
    known_by=form_of(rf"(?:{_SEATS}|{_SEATS.upper()}) (?:of|OF) "),
)
_A_COUNCIL = re.compile(r" (?:Council|COUNCIL)\b")
_WELSH = form_of(rf"\b{pattern('council_words.welsh')}", known_by=("Cyngor ",))
_OF_THE_COUNCIL = re.compile(r" (?i:meetings?|minutes|dates?|candidates?|business|finances?|workshops?|chambers?)\b")
_REGULAR = re.compile(r"Council$|^\S+ Borough of")
_SHORTENED = form_of(
    r"\b(?P<place>[A-Z][\w'-]+(?: (?:and|&|upon|of|[A-Z][\w'-]+)){0,4}?) (?P<kind>M?[CDBTP]C|CBC|MDC)\b(?![-&/])",
    known_by=(" CC", " DC", " BC", " TC", " PC", " MCC", " MDC", " MBC", " MTC", " MPC", " CBC"),
)
_ACRONYM = form_of(
    r"\b(?P<acronym>[A-Z]{1,3}(?:CC|DC|TC|BC|MBC|PC))\b(?![-&/])", known_by=("CC", "DC", "TC", "BC", "PC")
)
_BRACKETED = form_of(r"\(\W{0,4}([A-Z]{1,4}C)s?\W{0,4}\)")
# Initialisms that end like a council's but are other things in these papers.
_OTHER = words("council_words.other_initialism")
# A capitalised word before a council's name that is no part of it.
_NOT_PLACE = words("council_words.not_place")
# "Arts Council", "Youth Council": bodies of a calling, not of a place.
_CALLINGS = words("council_words.calling")
_OF_SOMEWHERE = words("council_words.of_somewhere")
_ANY = re.compile(r"\b(?:another|neighbouring|adjoining|adjacent|each|every|any|other)\s+$", re.IGNORECASE)
_KIND_NAMES = frozenset(re.findall(r"[\w ]+", "|".join(alternatives("council_words.kind")).lower()))
_GENERIC = JOINS | frozenset(word for kind in _KIND_NAMES for word in kind.split())


@dataclass(slots=True, eq=False)
class _Named:
    """The word Council with its kind before it, if it has one, and the words of the place before those."""

    page: CouncilPage
    start: int
    head: int
    end: int
    kind: str | None
    place: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.place = self.page.level[self.start : self.head].split()


@rule("councils.kind.any")
def _is_any(one: _Named) -> bool:
    """ "Another Parish Council" is none in particular, and "the Council" is not named."""
    return not one.place and (not one.kind or bool(_ANY.search(one.page.level, max(0, one.head - 16), one.head)))


@rule("councils.kind.calling")
def _is_of_a_calling(one: _Named) -> bool:
    """ "Arts Council", "Youth Council"."""
    return not one.kind and bool(one.place) and one.place[-1].lower() in _CALLINGS


@rule("councils.kind.heading")
def _begins_a_heading(one: _Named) -> bool:
    """ "Change Council meeting dates": a heading's first word, unless there is such a council."""
    level = one.page.level
    return (
        not one.kind
        and _OF_THE_COUNCIL.match(level, one.end) is not None
        and not public_bodies.council_named(level[one.start : one.end])
    )


@rule("councils.kind.nameless")
def _has_no_name(one: _Named) -> bool:
    """ "Town and Parish Council": nothing but kinds of council."""
    return bool(one.place) and all(word.lower() in _GENERIC for word in one.place)


_NOT_NAMED: tuple[Rule[[_Named], bool], ...] = (_is_any, _is_of_a_calling, _begins_a_heading, _has_no_name)


@rule("councils.kind")
def of_a_kind(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere Parish Council", "Parish Council" alone where the document has one, "Oldmere Council"."""
    level, known = page.level, page.known
    for match in matches(_COUNCIL, level):
        kind = match["kind"] if match["kind"] and match["kind"][0].isupper() else None
        head = match.start("kind") if kind else match.start("council")
        one = _Named(page, _in_its_cell(page, head), head, match.end(), kind)
        if any(veto.find(one) for veto in _NOT_NAMED):
            continue
        if not one.place:
            whole = level[head : match.end()]
            yield head, match.end(), _generic(kind or "", known) or titled(re.sub(r"\s+", " ", whole))
            continue
        start = _with_new(level, one.start, match.end(), known)
        yield start, match.end(), _fullest(titled(re.sub(r"\s+", " ", level[start : match.end()])), known)


def _in_its_cell(page: CouncilPage, head: int) -> int:
    """Where the name before `head` begins: never in another cell of its row; `head` where there is none."""
    start = _name_start(page.level, head)
    start = max(start, page.text.rfind("\t", start, max(start, head - 1)) + 1)
    return start if page.level[start:head].strip() else head


@rule("councils.of")
def of_a_place(page: CouncilPage) -> Iterator[Proposal]:
    """ "Township of Oldmere", "The Corporation of the City of Oldmere Council"."""
    level = page.level
    for match in matches(_OF, level):
        after = _A_COUNCIL.match(level, match.end())
        end = match.end() + (len(after[0]) if after else 0)
        words = level[match.start("name") : end].split()
        stop = next((n for n, word in enumerate(words) if n > 2 and _goes_on(word)), len(words))
        name = re.sub(r" (?:and|upon|&|AND)$", "", " ".join(words[:stop]))
        behind_of = next((words[n + 1] for n, word in enumerate(words[:-1]) if word.lower() == "of"), "")
        if behind_of.lower() in _NOT_PLACE or name.lower().endswith((" st", " of")):
            continue
        yield match.start(), match.start("name") + len(name), titled(name)


@rule("councils.shortened")
def shortened(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere DC": a place and the initials of a kind, where one council there is of that kind."""
    for match in matches(_SHORTENED, page.level):
        place = place_of(match["place"] + " Council")
        there = (council.name for council in public_bodies.councils_of(match["place"]))
        fitting = {
            name
            for name in (*page.known.of_place.get(place, ()), *(name for name in there if place_of(name) == place))
            if initials(kind_words(name)) == match["kind"]
        }
        if len(fitting) == 1:
            yield *match.span(), fitting.pop()


@rule("councils.irregular")
def irregular(page: CouncilPage) -> Iterator[Proposal]:
    """Councils that no form finds whole: a comma in the name, no "Council" at its end, "RBWM"."""
    form, meant_by = _irregular()
    for match in matches(form, page.level):
        yield *match.span(), meant_by[match[0]]


@rule("councils.welsh")
def welsh(page: CouncilPage) -> Iterator[Proposal]:
    """ "Cyngor Sir Penfro"."""
    for match in matches(_WELSH, page.level):
        yield *match.span(), match[0]


@rule("councils.letters")
def letters(page: CouncilPage) -> Iterator[Proposal]:
    """ "ODC": what the document defines, and else the usual abbreviation of some council, or too long to be else."""
    known = page.known
    for match in matches(_ACRONYM, page.level):
        acronym = match["acronym"]
        meant = known.acronyms.get(acronym)
        if meant is None:
            usual = acronym in public_bodies.abbreviations() or (
                len(acronym) >= 4 and acronym.endswith(("CC", "DC", "TC"))
            )
            if acronym in known.others or acronym in _OTHER or acronym.endswith("PCC") or not usual:
                continue
            meant = acronym
        yield *match.span(), meant


CouncilRule = Rule[[CouncilPage], Iterable[Proposal]]
COUNCIL_RULES: tuple[CouncilRule, ...] = (of_a_kind, of_a_place, shortened, irregular, welsh, letters)


@cache
def _irregular() -> tuple[Form, Mapping[str, str]]:
    """Councils no rule would find whole, and what is meant: a comma in the name, no "Council" at its end, "RBWM"."""
    meant = {
        one.name: one.name for one in public_bodies.councils() if "," in one.name or not _REGULAR.search(one.name)
    }  # fmt: skip
    for short, bearers in public_bodies.abbreviations().items():
        if len(short) >= 4 and len(bearers) == 1 and not _ACRONYM.pattern.fullmatch(short):
            meant[short] = bearers[0].name
    names = "|".join(sorted(map(re.escape, meant), key=len, reverse=True))
    return form_of(rf"\b(?:{names})(?!\w)", known_by=tuple(meant)), meant


def _name_start(text: str, stop: int) -> int:
    """Where the place's name begins that ends just before `stop`, white space between; `stop` where there is none."""
    start, at = stop, stop
    capitals = text[stop : stop + 20].split(" ")[0].isupper()
    joins: list[str] = []
    for _ in range(9):
        match = re.search(r"([^\s(\[,;:/\"]+) {1,2}$", text[max(0, at - 40) : at])
        if match is None:
            break
        word = match[1]
        begin = at - len(match[0])
        if word.lower() in JOINS and (word.islower() or word == "&" or capitals):
            # A name never ends in a joining word, and "of" joins only what is a place of somewhere.
            if start == stop:
                break
            left = re.search(r"(\S+) {1,2}$", text[max(0, begin - 40) : begin])
            if word.lower() == "of" and not (left and left[1].lower() in _OF_SOMEWHERE):
                break
            if joins:
                break
            joins.append(word.lower())
            at = begin
            continue
        if not _PLACE_WORD.fullmatch(word) or word.lower().rstrip(".") in _NOT_PLACE or word.endswith("."):
            break
        # "NALC and Dunmere Parish Council", "CALC Parish Council": no abbreviation is part of a name in mixed case.
        if len(word) > 2 - bool(joins) and word.isupper() and not capitals:
            break
        if word.lower() in _KIND_NAMES and joins[:1] != ["of"] and start != stop:
            break
        start = at = begin
        joins = []
    return start


def _with_new(level: str, start: int, end: int, known: KnownCouncils) -> int:
    """Where "New Forest District Council" begins: "New" at a line's start is a heading's, unless such a council is."""
    if not level.endswith("New ", 0, start):
        return start
    name = level[start - 4 : end]
    known_so = public_bodies.council_named(name) or (known.body or "").lower().startswith(name.lower())
    return start - 4 if known_so or re.search(r"[a-z,] New $", level[max(0, start - 6) : start]) else start


# What follows "Township of X" and belongs to a body, building or paper of that township instead.
_NOT_IN_NAME = words("council_words.not_in_name")
_IN_NAMES = words("council_words.in_name")


def _goes_on(word: str) -> bool:
    """Whether a word after "Township of X" begins something else: "Council" alone belongs to the name."""
    word = word.lower()
    return word in _NOT_IN_NAME or (word in NEVER - JOINS - _IN_NAMES and word not in ("council", "township"))


def _generic(kind: str, known: KnownCouncils) -> str | None:
    """Which council "Parish Council" alone is: the body itself, or the only one of that kind in the document."""
    if known.body and kind_of(known.body) == kind.lower():
        return known.body
    if kind.lower() in known.unnamed:
        return None
    fitting = known.of_kind.get(kind.lower(), frozenset())
    return next(iter(fitting)) if len(fitting) == 1 else None


def _fullest(name: str, known: KnownCouncils) -> str:
    return known.full.get(folded_name(name), name)
