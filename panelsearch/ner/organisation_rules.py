"""By which signs does a page name organisations? By how names end and begin, who is paid, and what is defined.

A rule is given the page as prepared (`OrganisationPage`). Those of `BY_FORM` need nothing of the document; what they
find is found once and serves learning and finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from panelsearch.gazetteers.loader import pattern, words
from panelsearch.ner.gazetteer_matcher import national_bodies
from panelsearch.ner.organisation_names import OWN_BODIES, KnownOrganisations
from panelsearch.ner.suppliers import treated_as_firms
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import Form, capitalised, form_of, line_at, lines_round, matches
from panelsearch.text.rule_engine import Rule, rule

Stretch = tuple[int, int]
Meant = tuple[int, int, str | None]
"""Where an organisation stands, and its full name where the document gives one."""


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """A page as the rules read it: its levelled text, and what the document says of organisations."""

    level: str
    known: KnownOrganisations


# A name may end here, or go on after "of" or "for" ("Association of ...").
ENDINGS = words("organisations.ending")
# What `capitalised` knows them by.
_ENDINGS_BEGIN = frozenset(re.split(r"['-]", ending)[0] for ending in ENDINGS)
# Alone, or with only general words before them, these name a kind of thing, not one of it.
_NEEDS_NAME = words("organisations.needs_name")
_GENERAL = words("organisations.general")
_HEADS = (
    "Office|Department|Ministry|Institute|University|Association|Society|Federation|Diocese|Friends|Bank|Campaign"
    "|College|Board|Council|Chamber|Inspectorate|Commission|Committee|School|Company|Fund|Institution|Confederation"
    "|Order|Guild|Union|Secretary|House"
)
_HEADS_OF = (
    r"(?:HM |His Majesty's |Her Majesty's |National |Royal |British |Local |County |Welsh |English |Independent"
    rf" |International |European |Church ){{0,4}}(?:{_HEADS})"
)
_CAP = r"[A-Z][\w']*(?:[.-][\w']+)*"
# "The Parish Council for Ollerby" ends before "for".
_NOT_OF_PLACE = "".join(rf"(?<!{kind} )" for kind in "Parish Town City Community Borough District County".split())
_HEADED = form_of(
    rf"(?<![\w'-]){_NOT_OF_PLACE}(?P<name>{_HEADS_OF} (?:of|for) (?:the )?{_CAP}"
    rf"(?:(?:,? and (?:the )?| & |, (?=[A-Z]\w+(?:,| and))| of | for | ){_CAP}){{0,7}})",
    known_by=form_of(rf"(?:{_HEADS}) (?:of|for) "),
)
_HEADED_CAPITALS = form_of(
    r"(?<![\w'-])(?P<name>(?:NATIONAL |ROYAL |LOCAL ){0,3}(?:ASSOCIATION|OFFICE|SOCIETY|FEDERATION|MINISTRY"
    r"|DEPARTMENT) (?:OF|FOR) (?:THE )?"
    r"[A-Z][A-Z']+(?:(?:,? AND | & |, | OF | )[A-Z][A-Z']{2,}){0,7})",
    known_by=(" OF ", " FOR "),
)
_PANEL = form_of(
    r"(?<![\w'-])(?P<area>(?:[A-Z][\w'-]+(?: (?:and|&) | )){0,6})"
    r"(?P<kind>(?:Police,? (?:Fire,? )?(?:and|&) Crime|Police,? Fire (?:and|&) Crime|POLICE,? (?:FIRE,? )?(?:AND"
    r"|&) CRIME)"
    r" (?:Panel|PANEL)\b)",
    known_by=(" Panel", " PANEL"),
)
_FIRE = form_of(
    r"(?<![\w'-])(?P<name>(?:[A-Z][\w'-]+(?: (?:and|&) | )){1,6}Fire (?:and|&) Rescue(?: (?:Service|Authority))\b"
    r"|(?:[A-Z][\w'-]+(?: (?:and|&) | )){1,6}Fire (?:Authority|Service|Brigade)\b)",
    known_by=("Fire ",),
)
_OFFICE = form_of(
    r"\bOffice of the (?:(?:[A-Z][\w-]+ )*(?:Police(?:,? Fire)? (?:and|&) Crime Commissioner|PCC|PFCC)"
    r"|(?:[A-Z][\w-]+ ){0,2}?(?:Mayor|Ombudsman|Minister|Speaker|Leader|Commissioner)"
    r"|[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})\b",
    known_by=("Office of the ",),
)
_SERVICE = form_of(
    rf"(?<![\w'-])(?:{_CAP} (?:and |& )?){{0,4}}(?:Ambulance|Probation|Prosecution|Careers|Advisory|Highways?"
    rf"|Library|Youth|Police|Health) Service\b",
    known_by=(" Service",),
)
# "Trust, Integrity and Ethics Committee": one committee, its subjects listed.
_LISTED = form_of(
    rf"(?<![\w'-]){_CAP}, (?:{_CAP}, ){{0,6}}{_CAP},? (?:and|&) {_CAP}(?: {_CAP})? (?:Committee|Sub-Committee|Board"
    rf"|Department|Directorate)\b",
    known_by=(" Committee", " Sub-Committee", " Board", " Department", " Directorate"),
)
_CAMEL = form_of(r"(?<![\w'-])[A-Z][a-z]{3,}UK\b", known_by=("UK",))
_NHS = form_of(
    r"\b(?:[A-Z][\w'-]+(?: (?:and|&) | )){0,6}NHS(?: (?:Foundation |Ambulance |Community )*Trust| England| Wales"
    r"| Digital)?\b",
    known_by=("NHS",),
)
_AND_CO = form_of(
    rf"(?<![\w'-]){_CAP}(?:,? (?:and |& )?{_CAP}){{0,3}} (?:(?:& |and )(?:Co|Sons?|Company)|& Partners)\b\.?",
    known_by=("& Co", "and Co", "& Son", "and Son", "& Partners"),
)
_AMPERSAND = form_of(r"(?<![\w'&/])(?:[A-Z]\.? ?){1,4}& ?(?:[A-Z]\.? ?){1,3} ?[A-Z][a-z]+\b", known_by=("&",))
_AIR_AMBULANCE = form_of(rf"(?<![\w'-])(?:{_CAP} (?:and )?){{1,4}}Air Ambulance\b", known_by=(" Air Ambulance",))
# In small letters no run of capitals holds them.
_LEGAL = form_of(
    rf"(?<![\w'-]){_CAP}(?: (?:& |and )?{_CAP}){{0,4}} (?:plc|ltd|llp)\b", known_by=(" plc", " ltd", " llp")
)
_WORKS = form_of(
    rf"(?<![\w'-])(?:{_CAP} ){{1,4}}(?:UK|GB|Cymru|International)\b",
    known_by=(" UK", " GB", " Cymru", " International"),
)
_STOP_WORDS = words("organisations.stop")
# Initialisms of the field that stand for one body everywhere, and need no definition.
_FIELD = words("organisations.field_initialism")
_FIELD_FORM = re.compile(pattern("organisations.field_initialism_form"))
ACRONYM = form_of(r"(?<![\w'.&/-])(?P<acronym>[A-Z][A-Za-z]?[A-Z]{1,6})(?![\w&/-])")
NOT_ORGANISATIONS = words("organisations.not_initialism")
_CUED = re.compile(
    r"\b(?:by|from|with|to|through|via|contacted|contact|asked|asking|inform|informed|joined|join|of|that|and|the"
    r"|for|at) (?:the )?$",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(
    r" (?:has|have|had|is|are|was|were|will|would|should|can|could|may|did|do|does|said|who|wish|wishes|asked"
    r"|agreed|applied|reported|advised|confirmed|to|and)\b"
)
# Without an article: a plan or a scheme is "in the NDP", only somebody gets a donation "to SUP".
ACTS = re.compile(r"\b(?:by|from|with|to|asked|contacted) ([A-Z]{2,7})\b(?! [A-Z])")
_TOKEN = re.compile(r"[^\s,;:()\[\]\"/|]+|[,;:()\[\]\"/|\n]")
JOINS = frozenset("of for and & the".split())
# No name is longer than so many words before its ending.
_MOST_WORDS = 16
_NHS_TAIL = re.compile(r" (?:University )?NHS (?:Foundation )?Trust\b")
_AFTER_FIRM = re.compile(r"^.*?\b(?:Ltd|Limited|PLC|plc|LLP|CIC)\.?,? and ")
_LED = ("Association", "Federation", "Society", "Chamber", "Confederation", "Guild", "Diocese")


# by how names end


@rule("organisations.ending")
def ending(page: OrganisationPage) -> Iterable[Stretch]:
    """Capitalised words up to one that such names end with: "Oldmere Preservation Trust"."""
    return _by_ending(page.level)


@remembered
def _by_ending(level: str) -> tuple[Stretch, ...]:
    return tuple(span for run in _phrases(level) for span in _ended(run))


def _tokens_of_named_lines(level: str) -> Iterator[re.Match[str]]:
    """The tokens of the lines where a name might end: those that hold such a word; a line's end is one of them."""
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in _ENDINGS_BEGIN)
    for begin, stop in lines_round(sorted(places), level):
        yield from _TOKEN.finditer(level, begin, stop + 1)


def _phrases(level: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with "of", "for", "and", "the" inside; a comma, bracket or line end closes one."""
    run: list[re.Match[str]] = []
    last = 0
    for token in _tokens_of_named_lines(level):
        word = token[0]
        gap = level[last : token.start()]
        last = token.end()
        if "\n" in gap or len(gap) > 3:
            if run:
                yield run
            run = []
        bare = word.rstrip(".!?'")
        joins = bare.lower() in JOINS and (bare.islower() or bare == "&" or bool(run))
        if (joins and run) or word[0].isupper() or (word[0] == "'" and word[1:2].isupper()):
            run.append(token)
        else:
            if run:
                yield run
            run = []
            continue
        if word[-1] in ".!?" and len(word) > 2:
            yield run
            run = []
    if run:
        yield run


def _bare(token: re.Match[str]) -> str:
    word = token[0].rstrip(".!?'").lower()
    return word.removesuffix("'s") if word.endswith("'s") and word not in ENDINGS else word


def _ended(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The names in a run of capitalised words: each up to a word that such names end with."""
    begin = 0
    for i, token in enumerate(run):
        word = _bare(token)
        following = _bare(run[i + 1]) if i + 1 < len(run) else ""
        # "Oldmere Parish Council's Finance Committee" is a council and a committee of its.
        if (word in _STOP_WORDS and word not in JOINS) or token[0].lower().endswith("council's"):
            begin = i + 1
            continue
        if word not in ENDINGS or token[0].endswith("'s") or (following in ENDINGS and i >= begin):
            continue
        # A capitalised word that goes on belongs to the name only if it ends one further along.
        start = begin = max(begin, i - _MOST_WORDS)
        # "X Trust of Y": what stands before "of", "for" or "the" is another thing unless a head of its own.
        for j in range(i - 1, begin - 1, -1):
            if _bare(run[j]) in {"for", "the"} or (_bare(run[j]) == "of" and j == begin):
                start = j + 1
                break
        while start < i and _bare(run[start]) in JOINS | {"the"}:
            start += 1
        # "COSLA and Scottish Water" are two.
        if start + 2 < i and _bare(run[start + 1]) == "and" and sum(map(str.isupper, run[start][0])) > 2:
            start += 2
        before = [_bare(t) for t in run[start:i] if _bare(t) not in JOINS]
        if (
            not before
            or _bare(run[i - 1]) == "of"
            or (word == "police" and _not_the_force(run, i))
            or (word in _WEAK and following and following not in JOINS | _STOP_WORDS and _goes_on(run, i))
        ):
            continue
        if word in _NEEDS_NAME and word not in OWN_BODIES and all(w in _GENERAL or w in ENDINGS for w in before):
            continue
        if word in OWN_BODIES and all(w in {"the", "this", "a", "sub", "any", "each", "new"} for w in before):
            continue
        begin = i + 1
        yield run[start].start(), token.start() + len(token[0].rstrip(".!?'"))


# Such a word in the middle of a longer name ends nothing: "Wolds Union Library", "Marsh Chapel Charities".
_WEAK = words("organisations.weak_ending")


def _not_the_force(run: list[re.Match[str]], i: int) -> bool:
    """Whether "Police" begins an office or rank here: "Police and Crime", "Police Constable"."""
    after = [_bare(token) for token in run[i + 1 : i + 3]]
    return after[-1:] == ["crime"] or after[:1] in (
        ["constable"],
        ["officer"],
        ["officers"],
        ["sergeant"],
        ["constables"],
    )


def _goes_on(run: list[re.Match[str]], i: int) -> bool:
    return not run[i][0].endswith((".", "'s", "!", "?"))


# by form


@rule("organisations.headed")
def headed(page: OrganisationPage) -> Iterator[Stretch]:
    """A head and what it is of: "Institute of Hedgerows and Ditches"."""
    for match in matches(_HEADED, page.level):
        if bare_word(re.split(r" (?:of|for) (?:the )?", match[0])[1].split()[0]) not in _STOP_WORDS:
            yield _with_lead(page.level, *match.span())


@rule("organisations.headed_capitals")
def headed_capitals(page: OrganisationPage) -> Iterator[Stretch]:
    """The same in capitals."""
    return (match.span() for match in matches(_HEADED_CAPITALS, page.level))


def _by_form(form: Form, level: str) -> Iterator[Stretch]:
    for match in matches(form, level):
        if match[0].split(" ")[0].lower() not in _STOP_WORDS:
            # "Oakspan Ltd and J Fenwick & Sons" are two firms.
            yield match.start() + sum(len(firm[0]) for firm in _AFTER_FIRM.finditer(match[0])), match.end()


@rule("organisations.committee_of_subjects")
def committee_of_subjects(page: OrganisationPage) -> Iterator[Stretch]:
    """Subjects and a committee: "Trust, Integrity and Ethics Committee"."""
    return _by_form(_LISTED, page.level)


@rule("organisations.service")
def service(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Oldmere Ambulance Service"."""
    return _by_form(_SERVICE, page.level)


@rule("organisations.camel_case")
def camel_case(page: OrganisationPage) -> Iterator[Stretch]:
    """ "OldmereUK"."""
    return _by_form(_CAMEL, page.level)


@rule("organisations.fire_service")
def fire_service(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Oldmere Fire and Rescue Service"."""
    return _by_form(_FIRE, page.level)


@rule("organisations.office_of")
def office_of(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Office of the Police and Crime Commissioner"."""
    return _by_form(_OFFICE, page.level)


@rule("organisations.health_service")
def health_service(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Oldmere NHS Trust"."""
    return _by_form(_NHS, page.level)


@rule("organisations.and_company")
def and_company(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Ash & Sons", "Oldmere and Company"."""
    return _by_form(_AND_CO, page.level)


@rule("organisations.ampersand")
def ampersand(page: OrganisationPage) -> Iterator[Stretch]:
    """Initials round an ampersand: "A & B Ash"."""
    return _by_form(_AMPERSAND, page.level)


@rule("organisations.air_ambulance")
def air_ambulance(page: OrganisationPage) -> Iterator[Stretch]:
    """ "Oldmere Air Ambulance"."""
    return _by_form(_AIR_AMBULANCE, page.level)


@rule("organisations.legal_form")
def legal_form(page: OrganisationPage) -> Iterator[Stretch]:
    """A firm with its legal form in small letters: "Oldmere plc"."""
    return _by_form(_LEGAL, page.level)


@rule("organisations.works_in")
def works_in(page: OrganisationPage) -> Iterator[Stretch]:
    """A name and where it works: "Ash UK"."""
    return _by_form(_WORKS, page.level)


# by what the page does with them


@rule("organisations.supplier")
def supplier(page: OrganisationPage) -> Iterable[Stretch]:
    """Who quotes, supplies, is ordered from, contracted or paid."""
    return treated_as_firms(page.level)


@rule("organisations.national")
def national(page: OrganisationPage) -> Iterator[Stretch]:
    """What papers all over the country name, from a list."""
    for start, end in _national(page.level):
        tail = _NHS_TAIL.match(page.level, end)
        yield start, tail.end() if tail else end


@remembered
def _national(level: str) -> tuple[Stretch, ...]:
    return tuple(national_bodies().find(level))


# by what the document says of them elsewhere


@rule("organisations.panel")
def panel(page: OrganisationPage) -> Iterator[Meant]:
    """ "Police and Crime Panel": the document's own body where that is one."""
    for match in matches(_PANEL, page.level):
        start = _lead_of(match)
        own = page.known.body
        meant = own if start >= match.start("kind") and own and "panel" in own.lower() else None
        yield start, match.end(), meant


@rule("organisations.letters")
def letters(page: OrganisationPage) -> Iterator[Meant]:
    """Letters the document defines, those everybody in the field knows, and those that act like somebody."""
    for match in matches(ACRONYM, page.level):
        acronym = match["acronym"]
        meant = page.known.acronyms.get(acronym)
        if meant is not None or _is_of_the_field(acronym) or stands_as_body(page.level, match):
            yield *match.span(), meant or acronym


@rule("organisations.short_name")
def short_name(page: OrganisationPage) -> Iterator[Meant]:
    """The short forms of names that the document gives in full."""
    for start, end in page.known.book.find(page.level):
        yield start, end, page.known.short[page.level[start:end]]


def _is_of_the_field(acronym: str) -> bool:
    return acronym in _FIELD or _FIELD_FORM.fullmatch(acronym) is not None


FormRule = Rule[[OrganisationPage], Iterable[Stretch]]
MeantRule = Rule[[OrganisationPage], Iterable[Meant]]
BY_FORM: tuple[FormRule, ...] = (
    ending,
    headed,
    headed_capitals,
    committee_of_subjects,
    service,
    camel_case,
    fire_service,
    office_of,
    health_service,
    and_company,
    ampersand,
    air_ambulance,
    legal_form,
    works_in,
)
BY_DOCUMENT: tuple[MeantRule, ...] = (panel, letters, short_name)


def _with_lead(level: str, start: int, end: int) -> tuple[int, int]:
    """The name from where it begins: "Oldshire Association of X"."""
    if level.startswith(_LED, start):
        before = re.search(r"(?:[A-Z][\w'-]+ ){1,2}$", level[max(0, start - 40) : start])
        for word in reversed(before[0].split() if before else []):
            if word.lower() in _STOP_WORDS | _GENERAL:
                break
            start -= len(word) + 1
    return start, end


def _lead_of(match: re.Match[str]) -> int:
    """Where the panel's name begins, without a sentence's first word before it ("The", "Minutes")."""
    start = match.start()
    for word in re.finditer(r"\S+", match["area"]):
        if word[0].lower() in _STOP_WORDS or word[0].lower() in ("and", "&"):
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
    acts = ACTS.search(level, max(0, match.start() - 12), match.end()) is not None
    if not acts and not (
        _CUED.search(level[max(0, match.start() - 16) : match.start()]) and _VERB_AFTER.match(level, match.end())
    ):
        return False
    # In a heading's capitals every short word looks like an abbreviation.
    return not _in_capitals(level, *line_at(level, match.start()))


@remembered
def _in_capitals(level: str, begin: int, stop: int) -> bool:
    line = level[begin:stop]
    return sum(map(str.isupper, line)) * 2 > sum(map(str.isalpha, line))


def bare_word(word: str) -> str:
    """A word in small letters without the marks round it."""
    return word.strip(".,'").lower()
