"""Which councils does a text name? By the forms councils are called by, never from a list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from panelsearch.gazetteers import public_bodies
from panelsearch.gazetteers.non_names import NEVER
from panelsearch.gazetteers.public_bodies import place_of
from panelsearch.model.spans import Span
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import Form, form_of, matches


@dataclass(frozen=True, slots=True)
class FoundCouncil:
    """A council where it stands; `canonical` is its full name as far as the document gives it."""

    span: Span
    canonical: str


@dataclass(frozen=True, slots=True)
class KnownCouncils:
    """What one document says of councils: its own body, full names met, and abbreviations it defines.

    `others` are abbreviations it defines for something that is no council; `unnamed` are kinds of council that the
    paper says it is of without a name: "a meeting of the County Council".
    """

    body: str | None = None
    names: tuple[str, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    full: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The body and the names, the first of each spelling, by their folded form."""
    of_kind: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The names by the kind of council they say."""
    of_place: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The names by their place."""

    def __post_init__(self) -> None:
        full: dict[str, str] = {}
        for name in filter(None, (self.body, *self.names)):
            full.setdefault(_folded(name), name)
        object.__setattr__(self, "full", full)
        object.__setattr__(self, "of_kind", _grouped(self.names, _kind))
        object.__setattr__(self, "of_place", _grouped(self.names, place_of))


_KINDS = (
    "Metropolitan Borough|County Borough|London Borough|Metropolitan District|County|Borough|District|City|Town|Parish"
    "|Community|Unitary|Shire|Regional|Municipal|Township|Village"
)
_COUNCIL = form_of(
    r"\b(?:(?P<kind>(?i:" + _KINDS + r")) )?(?P<council>Council|COUNCIL)\b"
    r"(?!'?s?[ -](?i:Tax|House|Chamber|Chambers|Offices?|Leader|Taxpayers?|Resolution|Plan|Motion|of)\b|-)",
    known_by=("Council", "COUNCIL"),
)
_PLACE_WORD = re.compile(r"[A-Z][^\W\d]*(?:'[^\W\d]+)?(?:[.-][^\W\d][^\W\d']*)*\.?|&")
_JOINS = frozenset("of and & the upon on in le under cum y ar".split())
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
_WELSH = form_of(
    r"\bCyngor (?:Sir|Cymuned|Tref|Bwrdeistref Sirol|Dinas|Gwynedd)(?: (?:(?:a|y|yr|ac) )?[A-Z][\w'-]+)*",
    known_by=("Cyngor ",),
)
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
_OTHER = frozenset(
    """
    IPCC IOPC SLCC PCC FPCC OPCC AC DC CC BBC ABC NHSCC HMRC VPC MPC SPC OPC PPC CCC JPC ACC DCC DCCC
    HPC NPCC APCC GPC UPC FSLCC PSLCC HSBC RBC CACC MHBC UNFCCC EPC LPC RPC FTC BTC CBBC
    """.split()
)
# A capitalised word before a council's name that is no part of it.
_NOT_PLACE = frozenset(
    """
    plan strategy management whereas council councils committee trust officer chiefs chiefs' the a an
    this that our full each every all any new local principal relevant neighbouring neighboring other
    some both annual extraordinary ordinary special meeting minutes agenda report clerk chair chairman
    chairperson leader members member councillors councillor cllr mr mrs ms dr sir to from by for with
    at when where while as if and or but in on of your their its his her is was are be has had will
    would should may present apologies venue date draft notes record contact email website tel executive
    cabinet welcome also therefore however since following after before under via between against
    regarding re dear resolved agreed noted approved proposed seconded recommendation action page item
    public notice summons police co ltd unitary first second former previous current joint statutory
    precept grant donation no not next change set does did do can re-schedule reschedule certified salary
    """.split()
)


# "Arts Council", "Youth Council": bodies of a calling, not of a place.
_CALLINGS = frozenset(
    """
    youth arts art sports sport student students school schools church privy security general medical research
    nursing british national design world european pupil works bar press police chiefs international economic social
    skills learning funding heritage churches parochial workers' trades consumer users governing health care
    """.split()
)
_OF_SOMEWHERE = frozenset(
    """
    isle vale forest city borough county township duchy bridge point
    """.split()
)


# "Another Parish Council" is none in particular.
_ANY = re.compile(r"\b(?:another|neighbouring|adjoining|adjacent|each|every|any|other)\s+$", re.IGNORECASE)
_MEETING_OF = re.compile(rf"\bmeeting of (?:the |a )?({_KINDS}) council\b", re.IGNORECASE)
_GENERIC = _JOINS | frozenset(_KINDS.lower().replace(" ", "|").split("|"))


def _kind(name: str) -> str:
    match = re.search(rf"(?:\b({_KINDS}) )?Council$", name, re.IGNORECASE)
    return (match[1] or "").lower() if match else ""


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


def _grouped(names: Iterable[str], by: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(by(name), set()).add(name)
    return {key: frozenset(group) for key, group in groups.items()}


def _kind_words(name: str) -> str:
    """What sort of council the name says it is, as written: "District Council"."""
    match = re.search(rf"(?:\b(?:{_KINDS}) )?Council$", name, re.IGNORECASE)
    return match[0] if match else ""


def titled(name: str) -> str:
    """A name in capitals as it is written in a sentence: "DUNMERE PARISH COUNCIL" -> "Dunmere Parish Council"."""
    if name != name.upper():
        return name

    def word(match: re.Match[str]) -> str:
        one = match[0].lower()
        return one if one in _JOINS and match.start() else one[0].upper() + one[1:]

    return re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)?", word, name)


def initials(name: str) -> str:
    """The first letters of a name's words, joining words left out: what its abbreviation would be."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _JOINS | {"for"})


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
        if word.lower() in _JOINS and (word.islower() or word == "&" or capitals):
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
        if word.lower() in _KINDS.lower().split("|") and joins[:1] != ["of"] and start != stop:
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


def find_councils(text: str, known: KnownCouncils | None = None) -> tuple[FoundCouncil, ...]:
    """Every council in order of place. "Parish Council" alone is the document's own body where that is one."""
    known = known or KnownCouncils()
    level = plain(text)
    found: list[FoundCouncil] = []
    for match in matches(_COUNCIL, level):
        kind = match["kind"]
        if kind and not kind[0].isupper():
            kind = None
        head = match.start("kind") if kind else match.start("council")
        start = _name_start(level, head)
        # A name does not begin in another cell of its row.
        start = max(start, text.rfind("\t", start, head - 1) + 1)
        if start == head and (not kind or _ANY.search(level, max(0, head - 16), head)):
            continue
        if not kind and level[start:head].split()[-1].lower() in _CALLINGS:
            continue
        # "Change Council meeting dates": a heading's first word, unless there is such a council.
        if (
            not kind
            and _OF_THE_COUNCIL.match(level, match.end())
            and not public_bodies.council_named(level[start : match.end()])
        ):
            continue
        if start < head and all(word.lower() in _GENERIC for word in level[start:head].split()):
            continue
        start = _with_new(level, start, match.end(), known) if start < head else start
        name = re.sub(r"\s+", " ", level[start : match.end()])
        canonical = _generic(kind or "", known) or titled(name) if start == head else _fullest(titled(name), known)
        found.append(FoundCouncil(Span(start, match.end()), canonical))
    for match in matches(_OF, level):
        after = _A_COUNCIL.match(level, match.end())
        end = match.end() + (len(after[0]) if after else 0)
        name = level[match.start("name") : end]
        words = name.split()
        stop = next((n for n, word in enumerate(words) if n > 2 and _goes_on(word)), len(words))
        trimmed = re.sub(r" (?:and|upon|&|AND)$", "", " ".join(words[:stop]))
        of = next(n for n, word in enumerate(words) if word.lower() == "of")
        if words[of + 1].lower() in _NOT_PLACE or trimmed.lower().endswith((" st", " of")):
            continue
        end = match.start("name") + len(trimmed)
        found.append(FoundCouncil(Span(match.start(), end), titled(trimmed)))
    for match in matches(_SHORTENED, level):
        place = place_of(match["place"] + " Council")
        there = (council.name for council in public_bodies.councils_of(match["place"]))
        fitting = {
            name
            for name in (*known.of_place.get(place, ()), *(name for name in there if place_of(name) == place))
            if initials(_kind_words(name)) == match["kind"]
        }
        if len(fitting) == 1:
            found.append(FoundCouncil(Span(*match.span()), fitting.pop()))
    irregular, meant_by = _irregular()
    found.extend(FoundCouncil(Span(*m.span()), meant_by[m[0]]) for m in matches(irregular, level))
    found.extend(FoundCouncil(Span(*m.span()), m[0]) for m in matches(_WELSH, level))
    for match in matches(_ACRONYM, level):
        acronym = match["acronym"]
        meant = known.acronyms.get(acronym)
        if meant is None:
            # What the document does not define is a council's where it is the usual abbreviation of some, or too long
            # to be much else.
            usual = acronym in public_bodies.abbreviations() or (
                len(acronym) >= 4 and acronym.endswith(("CC", "DC", "TC"))
            )
            if acronym in known.others or acronym in _OTHER or acronym.endswith("PCC") or not usual:
                continue
            meant = acronym
        found.append(FoundCouncil(Span(*match.span()), meant))
    kept: list[FoundCouncil] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


# What follows "Township of X" and belongs to a body, building or paper of that township instead.
_NOT_IN_NAME = frozenset(
    """
    minutes agenda meeting administration office offices website recreation planning fire museum
    official staff zoning by-law bylaw clerk mayor reeve resolution regular schedule strategic report
    by-laws roads public community youtube committee board department police library centre center hall
    arena health unit emergency facebook policy volunteer employees tax taxes budget landfill transfer
    treasurer corporation ontario heritage trust pay equity plan asset communication communications complaint
    complaints auditor committees land multi-year household road strategy cabinet
    """.split()
)
_IN_NAMES = frozenset("north south east west new old upper lower great little saint st both england wales".split())


def _goes_on(word: str) -> bool:
    """Whether a word after "Township of X" begins something else: "Council" alone belongs to the name."""
    word = word.lower()
    return word in _NOT_IN_NAME or (word in NEVER - _JOINS - _IN_NAMES and word not in ("council", "township"))


def _generic(kind: str, known: KnownCouncils) -> str | None:
    """Which council "Parish Council" alone is: the body itself, or the only one of that kind in the document."""
    if known.body and _kind(known.body) == kind.lower():
        return known.body
    if kind.lower() in known.unnamed:
        return None
    fitting = known.of_kind.get(kind.lower(), frozenset())
    return next(iter(fitting)) if len(fitting) == 1 else None


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.replace("&", " and ")).lower().strip()


def _fullest(name: str, known: KnownCouncils) -> str:
    return known.full.get(_folded(name), name)


# A paper says whose meeting it minutes within so many letters.
_HEAD = 600


def learn_councils(texts: Sequence[str], body: str | None = None) -> KnownCouncils:
    """What a document says of councils, from its pages: full names, "(CDC)" definitions, and its own initials."""
    own = titled(re.sub(r"\s+", " ", body)) if body and re.search(r"council\b", body, re.IGNORECASE) else None
    bare = KnownCouncils(own)
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    others: set[str] = set()
    for text in texts:
        level = plain(text)
        for one in find_councils(text, bare):
            printed = one.span.of(level)
            if " " not in printed or one.canonical == own:
                continue
            if re.fullmatch(rf"(?:{_KINDS}) council", printed, re.IGNORECASE):
                continue
            # The mixed-case spelling is the document's own; a heading's capitals are only re-cased.
            if printed != printed.upper() or _folded(printed) not in names:
                names[_folded(printed)] = one.canonical
            defined = re.match(r"'?s? \(\W*([A-Z]{2,6})\W*\)", level[one.span.end : one.span.end + 14])
            if defined:
                acronyms[defined[1]] = one.canonical
        # "(OCC)" after anything but a council's name makes OCC something else in this document.
        for other in _BRACKETED.found_on(level):
            if not re.search(r"council'?s? $", level[max(0, other.start() - 12) : other.start()], re.IGNORECASE):
                others.add(other[1])
    for full in (own, *names.values()):
        if full and full.lower().endswith("council") and len(initials(full)) >= 3:
            acronyms.setdefault(initials(full), full)
    met = _MEETING_OF.search(plain(first)[:_HEAD]) if (first := next(iter(texts), "")) else None
    unnamed = frozenset({met[1].lower()} if met and not (own and _kind(own) == met[1].lower()) else ())
    return KnownCouncils(own, tuple(names.values()), acronyms, frozenset(others - set(acronyms)), unnamed)
