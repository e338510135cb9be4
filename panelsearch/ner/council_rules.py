"""By which signs does a page name councils? By what councils are called, never from a list of them.

A rule is given the page as prepared (`CouncilPage`) and proposes stretches of it, each with the full name meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from panelsearch.gazetteers.loader import any_word, pattern, words
from panelsearch.ner import public_bodies
from panelsearch.ner.council_extent import KIND_NAMES, NOT_PLACE, goes_on, name_start, with_new, without_neighbours
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
from panelsearch.ner.public_bodies import place_of
from panelsearch.text.pattern_prefilter import Form, form_of, line_at, matches
from panelsearch.text.required_words import KnownPattern
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
    r"(?!'?s?[ -](?i:Tax|House|Chamber|Chambers|Offices?|Leader|Taxpayers?|Resolution|Plan|Motion|of(?! (?:the )?\d))\b"
    r"|-\w)",
    known_by=("Council", "COUNCIL"),
)
_SEATS = pattern("council_words.seat")
_LED = pattern("council_words.seat_led")
_RARE_SEATS = ("Council", "Hamlet", "Government")
_OF = form_of(
    r"\b(?:(?:the |The |THE )?(?:Corporation|CORPORATION) (?:of|OF) (?:the|THE) )?"
    rf"(?P<name>(?:(?:{_LED}|{_LED.upper()}) )*(?:{_SEATS}|{_SEATS.upper()}) (?:of|OF) "
    r"(?:(?:St|ST|Ste)\.? )?(?:[A-Z][A-Za-z-]+)"
    rf"(?:(?! (?:and|&|AND) (?:[Tt]he )?(?:(?:{_LED}) )*(?:{_SEATS}) of\b)"
    r" (?:and|upon|&|AND|[A-Z][A-Za-z-]+|St\.))*)(?!\w)",
    known_by=tuple(
        f"{form(seat)} {of} "
        for seat in (
            *"Township Municipality City Town County Borough Village Shire District Region".split(),
            *_RARE_SEATS,
        )
        for form, of in ((str, "of"), (str.upper, "OF"), (str, "OF"), (str.upper, "of"))
    ),
)
_SEAT_BEHIND = form_of(
    r"(?<![\w'-])(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}) (?:Charter )?(?P<seat>Township|TOWNSHIP)\b"
    rf"(?! (?:(?!{pattern('council_words.of_meetings')}\b)[A-Z&]|of\b|and [A-Z])|'s? [A-Z]|-)",
    known_by=("Township", "TOWNSHIP"),
)
# Who governs a township or county of North America.
_BOARD = form_of(
    r"(?<![\w'-])(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}) (?P<seat>Township|TOWNSHIP|County|COUNTY)"
    r" (?:Board|BOARD)(?: (?:of|OF) (?:(?:County|COUNTY|Township|TOWNSHIP) )?"
    r"(?:Trustees|TRUSTEES|Supervisors|SUPERVISORS|Commissioners|COMMISSIONERS)\b|\b(?! (?:of|OF|for)\b))",
    known_by=(" Board", " BOARD"),
)
# A county where it acts or is dealt with: elsewhere its name is a place's.
_COUNTY = form_of(
    r"(?<![\w'-])(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?P<seat>County|COUNTY)(?! [A-Z]|-|,? [A-Z])",
    known_by=(" County", " COUNTY"),
)
_LONDON_BOROUGH = form_of(
    r"(?<![\w'-])LB (?:of )?(?P<place>[A-Z][a-z]+(?: (?:(?:and|&|upon) )?[A-Z][a-z]+)?)(?! (?:Council|COUNCIL))",
    known_by=("LB ",),
)
_DEALT_WITH = re.compile(
    rf"\b(?:by|from|with|between|{pattern('organisations.heard_from')}|{pattern('organisations.dealt_with')})"
    r"(?: the)? $",
    re.IGNORECASE,
)
_ACTS = re.compile(rf" (?:{pattern('organisations.does')}|{pattern('organisations.has')})")
_HAS_DONE = re.compile(
    r" (?:[a-z]{3,}ed|added|paid|gave|sent|wrote|met|needs|wants|plans|pays|owns|allows?|requires)\b|'s "
)
_SIGHT = 60
_MEETING = form_of(
    r"\b(?:Parish Meeting|PARISH MEETING|(?:Village|Town|Parish|District) Commissioners"
    r"|(?:VILLAGE|TOWN|PARISH|DISTRICT) COMMISSIONERS)\b",
    known_by=("Parish Meeting", "PARISH MEETING", " Commissioners", " COMMISSIONERS"),
)
_A_COUNCIL = re.compile(r" (?:Council|COUNCIL)\b")
_WELSH = form_of(rf"\b{pattern('council_words.welsh')}", known_by=("Cyngor ", "CYNGOR "))
_OF_THE_COUNCIL = re.compile(r" (?i:meetings?|minutes|dates?|candidates?|business|finances?|workshops?|chambers?)\b")
_MEMBER = re.compile(r" Members?\b| (?:mem|wo)?man\b", re.IGNORECASE)
_REGULAR = re.compile(r"Council$|^\S+ Borough of")
_SHORTENED = form_of(
    r"\b(?P<place>[A-Z][\w'-]+(?: (?:and|&|upon|of|[A-Z][\w'-]+)){0,4}?) (?P<kind>M?[CDBTP]C|CBC|MDC)\b(?![-&/])",
    known_by=(" CC", " DC", " BC", " TC", " PC", " MCC", " MDC", " MBC", " MTC", " MPC", " CBC"),
)
_RANKED = re.compile(rf"{any_word('titles.police', 'titles.seat', 'titles.before_any_name')}\b", re.IGNORECASE)
_ACRONYM = form_of(
    r"(?P<acronym>[A-Z](?<!\w.)(?:[A-Z]{1,3}C|\.(?:[A-Z]\.){1,3}C\.?))(?!\w|-[A-Z\d]|[&/])",
)
# "PC Ash" and "PC 1234" are constables.
_OWN_LETTERS = form_of(
    r"(?<![\w.&/-])(?P<letters>PC|TC|CC)\b(?!'?s? ?(?:[A-Z][a-z]|\d)|[-&/.]\w)", known_by=("PC", "TC", "CC")
)
_NOT_OWN = re.compile(
    r"\b(?:(?:[Pp]olice|[Cc]onstable|[Oo]fficer|[Ll]aptop|[Cc]omputer|and|&|the new|a|new) (?:the )?"
    r"|(?P<of>[A-Z][a-z]+) )$"
)
# Initialisms that end like a council's but are other things in these papers.
_OTHER = words("council_words.other_initialism")
# Says of what kind the council is; "NYC" may be anything that the paper does not tell.
_OF_A_KIND = re.compile(r"(?:[CDTBP]|MB|CB)C$")
# A parish speaks of its county so, where a police panel means an officer.
_OF_COUNTIES = frozenset({"CCC", "DCC"})
# "Arts Council", "Youth Council": bodies of a calling, not of a place.
_CALLINGS = words("council_words.calling")
_CALLINGS_OF_A_KIND = frozenset({"youth", "children's", "student"})
_OF_ALL = words("council_words.of_all")
_ANY = re.compile(r"\b(?:another|neighbouring|adjoining|adjacent|each|every|any|other)\s+$", re.IGNORECASE)
_NEVER_ALONE = frozenset({"unitary", "regional", "municipal", "shire"})
_GENERIC = JOINS | frozenset(word for kind in KIND_NAMES for word in kind.split())


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

    @property
    def name(self) -> str:
        """The whole name."""
        return " ".join(self.page.level[self.start : self.end].split())


@rule("councils.kind.any")
def _is_any(one: _Named) -> bool:
    """ "Another Parish Council" is none in particular, nor is "a Unitary Council"; "the Council" is not named."""
    kind = (one.kind or "").lower()
    none = not kind or (kind in _NEVER_ALONE and not one.page.known.of_kind.get(kind))
    return not one.place and (none or bool(_ANY.search(one.page.level, max(0, one.head - 16), one.head)))


@rule("councils.kind.calling")
def _is_of_a_calling(one: _Named) -> bool:
    """ "Arts Council", "UK Soft Power Council", "Oldmere Youth County Council"."""
    if not one.place:
        return False
    of_all = not one.kind and one.place[0].lower() in _OF_ALL and not public_bodies.council_named(one.name)
    return of_all or one.place[-1].lower() in (_CALLINGS if not one.kind else _CALLINGS_OF_A_KIND)


@rule("councils.kind.heading")
def _begins_a_heading(one: _Named) -> bool:
    """ "Change Council meeting dates": a heading's first word, unless there is such a council."""
    level = one.page.level
    return (
        not one.kind
        and _OF_THE_COUNCIL.match(level, one.end) is not None
        and not public_bodies.council_named(level[one.start : one.end])
    )


@rule("councils.kind.member")
def _is_a_members(one: _Named) -> bool:
    """ "Ann Ash Council Member": whose place is a person's name."""
    level = one.page.level
    return (
        not one.kind
        and _MEMBER.match(level, one.end) is not None
        and not public_bodies.council_named(level[one.start : one.end])
    )


@rule("councils.kind.nameless")
def _has_no_name(one: _Named) -> bool:
    """ "Town and Parish Council": nothing but kinds of council."""
    return bool(one.place) and all(word.lower() in _GENERIC for word in one.place)


_NOT_NAMED: tuple[Rule[[_Named], bool], ...] = (
    _is_any,
    _is_of_a_calling,
    _begins_a_heading,
    _is_a_members,
    _has_no_name,
)


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
        start = without_neighbours(level, with_new(level, one.start, match.end(), known), match.end(), known)
        yield start, match.end(), _fullest(titled(re.sub(r"\s+", " ", level[start : match.end()])), known)


def _in_its_cell(page: CouncilPage, head: int) -> int:
    """Where the name before `head` begins: never in another cell of its row; `head` where there is none."""
    start = name_start(page.level, head)
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
        named = next(at for at, word in enumerate(words) if word.lower() == "of") + 2
        stop = next((n for n, word in enumerate(words) if n >= named and goes_on(word)), len(words))
        # Where the document has "Township of Oldmere" alone, what follows it elsewhere is no part of it.
        alone = (n for n in range(named, stop) if folded_name(" ".join(words[:n])) in page.known.full)
        if words[stop - 1 :] != ["Council"]:
            stop = next(alone, stop)
        stop = _before_another(words, named, stop)
        name = re.sub(r" (?:and|upon|&|AND)$", "", " ".join(words[:stop]))
        behind_of = next((words[n + 1] for n, word in enumerate(words[:-1]) if word.lower() == "of"), "")
        if behind_of.lower() in NOT_PLACE or name.lower().endswith((" st", " of")):
            continue
        yield match.start(), match.start("name") + len(name), titled(name)


def _before_another(words: Sequence[str], named: int, stop: int) -> int:
    """Where the name ends that "and" would join to another of several words: "City of Elport and Metro Transit"."""
    joint = next((n for n in range(named, stop) if words[n].lower() in ("and", "&")), stop)
    longer = stop - joint > _LONGEST_SECOND and words[stop - 1 :] != ["Council"]
    return joint if longer and not public_bodies.council_named(" ".join(words[:stop])) else stop


_LONGEST_SECOND = 2
"""The words "and Hove"."""


@rule("councils.seat")
def seat(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere Township", where nothing of the township's follows."""
    for match in matches(_SEAT_BEHIND, page.level):
        start = max(name_start(page.level, match.start("seat")), match.start())
        if page.level[start : match.start("seat")].strip():
            yield start, match.end(), titled(" ".join(page.level[start : match.end()].split()))


@rule("councils.board")
def board(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere Township Board", "Oldmere County Board of Commissioners"."""
    for match in matches(_BOARD, page.level):
        start = max(name_start(page.level, match.start("seat")), match.start())
        if page.level[start : match.start("seat")].strip():
            yield start, match.end(), titled(" ".join(page.level[start : match.end()].split()))


@rule("councils.london_borough")
def london_borough(page: CouncilPage) -> Iterator[Proposal]:
    """ "LB Camden", as Londoners write it; LB before anything else is somebody."""
    for match in matches(_LONDON_BOROUGH, page.level):
        boroughs = [one.name for one in public_bodies.councils_of(match["place"]) if "London Borough" in one.name]
        if boroughs:
            yield *match.span(), boroughs[0]


@rule("councils.county")
def county(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere County has adopted": one that does something, or that something is done with, or whose paper it is."""
    for match in matches(_COUNTY, page.level):
        start = max(name_start(page.level, match.start("seat")), match.start())
        named = page.level[start : match.start("seat")].strip()
        acts = _ACTS.match(page.level, match.end()) or _HAS_DONE.match(page.level, match.end())
        acts = acts or _DEALT_WITH.search(page.level[max(0, start - _SIGHT) : start])
        heads = page.level[start : match.end()].isupper() and line_at(page.level, start) == (start, match.end())
        if named and (heads or (acts and match["seat"] == "County")):
            yield start, match.end(), titled(" ".join(page.level[start : match.end()].split()))


@rule("councils.meeting")
def parish_meeting(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere Parish Meeting", in place of a council; in a council's paper it is an event."""
    for match in matches(_MEETING, page.level):
        start = _in_its_cell(page, match.start())
        if start < match.start() and page.known.body is None:
            yield start, match.end(), titled(" ".join(page.level[start : match.end()].split()))


@rule("councils.own_letters")
def own_letters(page: CouncilPage) -> Iterator[Proposal]:
    """ "The PC" in a paper of a parish council."""
    own = page.known.body or next((f"{kind.capitalize()} Council" for kind in page.known.unnamed), None)
    if own and _is_local(page):
        for match in matches(_OWN_LETTERS, page.level):
            other = _NOT_OWN.search(page.level, max(0, match.start() - 18), match.start())
            if other and not (other["of"] and other["of"].lower() in NOT_PLACE):
                continue
            if match["letters"] == f"{kind_of(own)[0].upper()}C":
                yield *match.span(), own


@rule("councils.shortened")
def shortened(page: CouncilPage) -> Iterator[Proposal]:
    """ "Oldmere DC": a place and the initials of a kind, where one council there is of that kind.

    Without that knowledge, where the page has several such, or is of the neighbourhood.
    """
    found: list[tuple[re.Match[str], int, str]] = []
    for match in matches(_SHORTENED, page.level):
        # Of a row "J Ash | Oldmere DC" the second cell.
        start = max(match.start(), page.text.rfind("\t", match.start(), match.start("kind")) + 1)
        if _RANKED.match(page.level, start):
            continue  # "Sgt Ash and PC Birch"
        found.append((match, start, page.level[start : match.end("place")].strip()))
    if not found:
        return
    kinds = _LETTERS_OF_KINDS - ({"CC"} if _CLUBS.search(page.level) else set())
    places = {named for match, _, named in found if match["kind"] in kinds and _is_a_place(named)}
    for match, start, named in found:
        place = place_of(named + " Council")
        there = (council.name for council in public_bodies.councils_of(named))
        fitting = {
            name
            for name in (*page.known.of_place.get(place, ()), *(name for name in there if place_of(name) == place))
            if initials(kind_words(name)) == match["kind"]
        }
        if len(fitting) == 1:
            yield start, match.end(), fitting.pop()
        elif not fitting and match["kind"] in kinds and named in places and (len(places) > 1 or _names_councils(page)):
            yield start, match.end(), page.level[start : match.end()]


# Where one of these is spoken of, CC is its club.
_CLUBS = KnownPattern(r"\b(?:cricket|cycling|chess|camera|country club|croquet|canoe)", re.IGNORECASE)
_LETTERS_OF_KINDS = frozenset({"CC", "DC", "BC", "TC", "PC", "MBC", "CBC"})


_LOCAL = ("parish", "town", "community")


def _is_local(page: CouncilPage) -> bool:
    """Whether the paper is a parish's, town's or community's council's: such name the others by their letters."""
    own, unnamed, of_kind = page.known.body, page.known.unnamed, page.known.of_kind
    return kind_of(own) in _LOCAL if own else any(kind in unnamed or of_kind.get(kind) for kind in _LOCAL)


def _names_councils(page: CouncilPage) -> bool:
    """Whether the paper is such a council's, or a local body's that names councils in full too."""
    return _is_local(page) or (page.known.body is None and bool(page.known.names))


def _is_a_place(named: str) -> bool:
    return bool(named) and named.split()[0].lower() not in NOT_PLACE and not named.isupper()


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
        acronym = match["acronym"].replace(".", "")
        meant = known.acronyms.get(acronym)
        if meant is None:
            usual = _OF_A_KIND.search(acronym) and (
                (known.speaks_of_some and acronym in public_bodies.abbreviations())
                or (_is_local(page) and len(acronym) >= 4 and acronym[-2] != "P")
            )
            other = acronym in _OTHER and not (acronym in _OF_COUNTIES and _is_local(page))
            if acronym in known.others or other or acronym.endswith("PCC") or not usual:
                continue
            meant = acronym
        yield *match.span(), meant


CouncilRule = Rule[[CouncilPage], Iterable[Proposal]]
COUNCIL_RULES: tuple[CouncilRule, ...] = (
    of_a_kind,
    of_a_place,
    seat,
    board,
    london_borough,
    county,
    parish_meeting,
    shortened,
    irregular,
    welsh,
    letters,
    own_letters,
)


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
