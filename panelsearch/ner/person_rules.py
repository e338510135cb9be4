"""By which signs does a page name people? One rule a sign: titles, posts, given names, initials, the roster.

A rule is given the page as prepared (`PersonPage`) and proposes stretches of it. What speaks against a proposal is a
rule too, a veto: "Stanley Street" is no Stanley.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from string import ascii_uppercase

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import alternatives, pattern, words
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, SURNAMES_IF_TITLED, WEEKDAYS_MONTHS
from panelsearch.ner.coreference import KnownPeople, folded, is_initial, surname_of, words_of
from panelsearch.ner.name_patterns import (
    CAPITALS,
    COUNCILLORS,
    FULL_NAME,
    NAME,
    NO_TITLE,
    SURNAME_PREFIX,
    THING,
    TITLES,
    WORD,
)
from panelsearch.ner.name_shape import PLACES_ALONE, bears, is_common, is_full, place_follows, trimmed, whole
from panelsearch.text.document_cache import remembered
from panelsearch.text.pattern_prefilter import capitalised, form_of, line_at, lines_round, lines_with, matches
from panelsearch.text.rule_engine import Rule, rule

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A page as the rules read it: its levelled text, and whom the document is known to introduce, if asked yet."""

    level: str
    known: KnownPeople | None = None


_SECOND_TITLE = rf"(?:{pattern('titles.second')}\.? )?"
_TITLED = form_of(
    rf"(?<![\w-])(?=[A-Z])(?P<title>{TITLES})\b(?P<mark>\.|:)?(?P<owning>'s?)?[ \t]{{0,2}}{_SECOND_TITLE}"
    rf"(?P<name>(?<=[ .:\t]){NO_TITLE}{NAME})",
)
_SURNAME = re.compile(rf"(?<![\w'-]){SURNAME_PREFIX}?(?:{WORD}|{CAPITALS})(?![\w-])")
# What stands before a surname: a word of the same name, unless it is a title or ends what came before.
_JOINED_ON = re.compile(r"(?:\b[A-Z][\w'-]*\.? {1,2}|[\w]/|& )$")
_SET_OFF = re.compile(rf"(?:{TITLES}|[.;:!?] ?(?:\w+ )?|By|Proposed|Seconded)\.? {{0,2}}$")
_WORD_BEFORE = re.compile(rf"(?:^|[^\w.' -] ?|[a-z,.] )({WORD} {{1,2}})$")
# After these a place or a thing stands as often as a name: "Lord Street", "Major Works", "Mayor Making".
_LOOSE_TITLES = words("titles.before_a_place")
# Offices that are spoken of far more often than named: a surname alone after one is somebody the paper introduces.
_OFFICES = words("titles.office")
_SINGULAR = words("titles.singular")
# Titles written out end a sentence with their full stop: "circulated to Councillors. Points raised ..."
_SHORTENED = re.compile(rf"{pattern('titles.shortened')}$")
_MEMBER_BEFORE = re.compile(r"(?:Cllr|Coun\w*|Clr|Cr|Ald|Alderm[ae]n|Mayor|Reeve|Provost)\.? {1,2}$", re.IGNORECASE)
_OF_PLACE = re.compile(r" (?:County|District|Borough|City|Town|Parish|Community|Ward|Division)\b")
_MR_AND_MRS = form_of(
    rf"\b(?:Mr|Dr) (?:and|&) (?:Mrs|Dr|Ms)\.? (?P<name>{NAME})", known_by=("Mr and", "Mr &", "Dr and", "Dr &")
)
# What may stand between two names of a list: a bracket ("(Chairman)"), then a comma or "and", then another title.
_BRACKETS = r"(?: ?\([^()\n]{1,40}\)){0,2}"
_MORE = re.compile(rf"{_BRACKETS}(?:,\s(?:and |& )?| and | AND | & |;\s| / |/)(?:(?:{TITLES})\.? )?(?P<name>{NAME})")
_MORE_IN_FULL = re.compile(
    rf"{_BRACKETS}(?:,\s(?:and |& )?| and | AND | & |;\s|\n)(?:(?:{TITLES})\.? )?(?P<name>{FULL_NAME})"
)
_HONOURS = pattern("names.honour_printed")
_HONOUR = re.compile(_HONOURS)
_POST_NOMINALS = form_of(
    rf"(?P<name>{NO_TITLE}(?:{WORD}|[A-Z]\.?) (?:[A-Z]\.? ){{0,4}}{WORD}),? (?:{_HONOURS})\b",
    known_by=tuple(f" {one}" for one in alternatives("names.honour_printed")),
)
_GIVEN = re.compile(
    rf"(?<![\w'-])(?P<name>(?P<given>{WORD}|{CAPITALS}) {{1,2}}(?:(?:[A-Z]\.? ){{1,3}}|(?:{WORD} )(?={WORD}))? ?"
    rf"{SURNAME_PREFIX}?(?P<surname>{WORD}|{CAPITALS}))(?![\w-])"
)
_NEXT_BUT_ONE = re.compile(rf"(?P<name>{WORD} {{1,2}}(?P<surname>{WORD}))(?![\w-])")
_INITIALLED = form_of(
    rf"(?<![\w.'&-])(?P<initials>(?:[A-Z]\. ?){{1,4}}|(?:[A-Z] ){{1,3}}) {{0,2}}(?P<surname>{SURNAME_PREFIX}?{WORD})",
)
_ROLES = (
    r"(?:Parish |Town |Deputy |Vice[ -]|Acting |Assistant |Interim |Democratic |Committee |Senior |Lead |Head of \w+ )"
    rf"{{0,4}}{pattern('posts.before_a_name')}"
)
_AFTER_ROLE = form_of(rf"\b(?=[A-Zacmprs]){_ROLES}(?P<by> [Bb]y)?(?P<mark> ?: ?|, | - | )(?P<name>{NO_TITLE}{NAME})")
_JOBS = rf"(?:the )?(?:[A-Z][\w-]+ |and |of |[&] ){{0,4}}?{pattern('posts.behind_a_name')}\b"
_BEFORE_ROLE = form_of(
    rf"(?<![\w'-])(?=[A-ZÀ-ÖØ-Þ])(?P<name>{NO_TITLE}(?:{WORD} (?:[A-Z]\.? )?|(?:[A-Z]\.? ){{1,3}})"
    rf"{SURNAME_PREFIX}?{WORD})"
    rf"(?P<mark>, \(|, | ?\(| - |: ){_JOBS}",
    known_by=tuple(job for job in alternatives("posts.behind_a_name") if "Chair" not in job or job == "Chair"),
)
# "N Shah (NS)": initials defined in brackets are those of the name before them.
_DEFINED = form_of(rf"(?<![\w'-])(?P<name>{FULL_NAME}) ?\((?P<letters>[A-Z]{{2,4}})\)", known_by=("(",))
# Initials that mean something else as often: an hour, an office, a council.
_LETTERS_TOO = words("names.letters_too")
# A list of names set one under another, or in columns: one of them in its cell.
_IN_ITS_CELL = re.compile(rf"(?:[A-Z]\.? ?){{1,3}}(?<=[ .]){SURNAME_PREFIX}?{WORD}")
_FEWEST_STACKED = 3
# Where a list of people begins, whoever they are.
_ROLL = re.compile(
    r"(?:[Aa]pologies(?: for (?:absence|non-attendance))?(?: (?:were|was|had been|have been))?(?: also)?"
    r"(?: (?:received|accepted|given|noted|tendered|submitted))*(?: (?:from|by|on behalf of)|:)"
    r"|(?:Also |Members |Councillors |Officers )?(?:[Pp]resent|PRESENT)(?: were)?:|In [Aa]ttendance:|IN ATTENDANCE:"
    r"|Sederunt:?|Presiding:?|(?:Staff|Officers?|Members|Councillors) (?:[Pp]resent|[Aa]bsent):|Regrets:|REGRETS:"
    r"|[Mm]embers of the [Pp]ublic(?: present)?:|Absent:|Substitutes?:|Observers?:|Invited:) {0,2}\n?"
    rf"(?:(?:{TITLES})\.? )?(?P<name>{FULL_NAME})"
)
# One of these stands in what begins each.
_ROLL_WORDS = (
    *(
        "pologies",
        "resent",
        "PRESENT",
        "ttendance",
        "ATTENDANCE",
        "Sederunt",
        "Presiding",
        "bsent",
        "Regrets",
        "REGRETS",
    ),
    *("embers of", "ubstitute", "Observer", "Invited"),
)
_INDEXED = form_of(
    rf"^ *(?:(?:{COUNCILLORS})\.? )?(?P<name>(?P<surname>{SURNAME_PREFIX}?(?:{WORD}|{CAPITALS})), "
    rf"(?P<first>(?:[A-Z]\.? ?){{1,3}}|{WORD}))(?= *(?:\(|$|(?:Cllr|Mr|Mrs|Ms|Miss|Dr)\b))",
    re.MULTILINE,
    known_by=(", ",),
)
# Given names that streets, parks and buildings bear too: with a place's word after them they name no person.
_ROYAL = words("names.royal")
# "Grant Stream", "Eve Party": more often a thing than somebody, where no title stands before it.
_THINGS_TOO = words("names.thing")
# Stanley Street and Sandy Lane are streets unless a title or a list says otherwise, or something is done to them.
_WHOM = re.compile(r"\b(?:ask|tell|thank|contact|inform|invite|email|with|by|that|to|from) $")
_STREETS = words("names.street")
_WORDS_TOO = PLACES | COMMON_SURNAMES | WEEKDAYS_MONTHS | GIVEN_NAMES
_DOES = re.compile(
    r" (?:also |then |further )?(?:said|asked|proposed|seconded|moved|reported|felt|stated|thanked|confirmed|explained"
    r"|advised|queried|commented|suggested|added|replied|declared|voted|abstained|spoke|expressed|offered|volunteered"
    r"|raised|enquired|outlined|highlighted|requested|reminded|updated|responded|wished|presented|undertook)\b"
    r"|'s? (?:motion|proposal|amendment|question|absence|apologies)\b"
)
# "Gwyn Ollerby Legal Fees" is paid to a firm of that name.
_TRADES = words("names.trade")
# by title


@dataclass(frozen=True, slots=True)
class _Titled:
    """A title and what could be a name behind it."""

    page: PersonPage
    match: re.Match[str]
    title: str
    name: str

    @property
    def office(self) -> str:
        """The last word of the title."""
        return self.title.rstrip(" 0123456789").split(" ")[-1]


@rule("people.title.ends_a_sentence")
def _ends_a_sentence(one: _Titled) -> bool:
    """ "Circulated to Councillors. Points raised": a title written out has no full stop of its own."""
    return one.match["mark"] == "." and not _SHORTENED.search(one.title)


@rule("people.title.owns")
def _owns(one: _Titled) -> bool:
    """ "The Mayor's Chaplain" is somebody else; "Cllr's Ash and Birch" are many."""
    return bool(one.match["owning"]) and not one.title.startswith("c")


@rule("people.title.parish_council")
def _is_a_parish_council(one: _Titled) -> bool:
    """ "Aller PC Site visit": a parish council's."""
    start = one.match.start()
    return one.office == "pc" and bool(re.search(r"[A-Z][\w'-]+ $", one.page.level[max(0, start - 20) : start]))


@rule("people.title.announces")
def _announces_a_thing(one: _Titled) -> bool:
    """ "Superintendent: Written report": what a colon or an office announces is a name only if it is whole."""
    announced = one.match["mark"] == ":" and not one.title.startswith(("c", "mr", "ms", "miss"))
    known = bears(one.page.known, surname_of(one.name)) or is_full(one.name)
    return (announced or one.office in _OFFICES) and not known


@rule("people.title.of_a_place")
def _is_of_a_place(one: _Titled) -> bool:
    """ "Lord Street", "Major Works": after such titles a place or a thing stands as often."""
    at = one.match.start("name")
    return one.office in _LOOSE_TITLES and not _stands_alone(one.name, one.page.level, at, one.page.known)


_NOT_TITLED: tuple[Rule[[_Titled], bool], ...] = (
    _ends_a_sentence,
    _owns,
    _is_a_parish_council,
    _announces_a_thing,
    _is_of_a_place,
)


@rule("people.titled")
def titled(page: PersonPage) -> Iterator[Stretch]:
    """The name behind a title, and those of the list it begins: "Cllrs Ash, Birch and Elm"."""
    level, known, listed_to = page.level, page.known, 0
    for match in matches(_TITLED, level):
        name = trimmed(match["name"], known, due=True) or _surname_alone(match, level)
        one = _Titled(page, match, match["title"].lower().rstrip("."), name)
        if not name or any(veto.find(one) for veto in _NOT_TITLED):
            continue
        at = match.start("name")
        end = _before_place(level, at, at + len(name))
        yield at, end
        # The list goes on while names and commas do.
        if end > listed_to and one.title.endswith(("s", "men")) and one.title not in _SINGULAR:
            for at, listed_to in _listed(_MORE, level, end, known):
                yield at, listed_to


@rule("people.couple")
def couple(page: PersonPage) -> Iterator[Stretch]:
    """ "Mr and Mrs Ash"."""
    for match in matches(_MR_AND_MRS, page.level):
        if name := trimmed(match["name"], page.known, due=True):
            yield match.start("name"), match.start("name") + len(name)


@rule("people.honoured")
def honoured(page: PersonPage) -> Iterator[Stretch]:
    """A name before letters of honour: "Ann Ash MBE"."""
    for match in matches(_POST_NOMINALS, page.level):
        if name := trimmed(match["name"], page.known, due=True):
            yield match.start("name"), match.start("name") + len(name)


@rule("people.roll")
def roll(page: PersonPage) -> Iterator[Stretch]:
    """The full names of a list that a word begins: "Present: Ann Ash, Bo Birch"."""
    level, known, listed_to = page.level, page.known, 0
    for match in _rolls(level):
        name = trimmed(match["name"], known, due=True)
        if len(words_of(name)) > 1 and whole(name, known):
            end = match.start("name") + len(name)
            yield match.start("name"), end
            if end > listed_to:
                for at, listed_to in _listed(_MORE_IN_FULL, level, end, known, complete=True):
                    yield at, listed_to


@rule("people.indexed")
def indexed(page: PersonPage) -> Iterator[Stretch]:
    """Two lines or more that list people by surname: "Ash, Ann"."""
    lines = list(matches(_INDEXED, page.level))
    for match in lines if len(lines) >= 2 else ():
        words = [folded(match["surname"]), folded(match["first"].strip())]
        if (is_initial(words[1]) or "." in match["first"] or words[1] in GIVEN_NAMES) and words[0] not in NEVER:
            yield match.start("name"), match.start("name") + len(match["name"].rstrip())


_NOT_ALONE = re.compile(rf" {{1,2}}(?!(?:{TITLES})\b)(?:[A-Z0-9\u00a3]|of\b)|\t|  ")


def _surname_alone(match: re.Match[str], level: str) -> str:
    """The word after a title, or after a list's comma, where it is a surname as well as a word: "Cllr Green"."""
    word = match["name"].split(" ")[0]
    alone = folded(word) in SURNAMES_IF_TITLED and word != word.upper() and level[match.start("name") - 1] != "\t"
    loose = "title" in match.groupdict() and match["title"].lower().rstrip(".").split(" ")[-1] in _LOOSE_TITLES
    return word if alone and not loose and not _NOT_ALONE.match(level, match.start("name") + len(word)) else ""


@remembered
def _rolls(level: str) -> tuple[re.Match[str], ...]:
    """Where lists of people begin; the first name may stand on the next line."""
    found: list[re.Match[str]] = []
    for begin, stop in lines_with(_ROLL_WORDS, level):
        begin = max(begin, found[-1].end() if found else 0)
        next_stop = line_at(level, stop + 1)[1] if stop < len(level) else stop
        found += (match for match in _ROLL.finditer(level, begin, next_stop) if match.start() <= stop)
    return tuple(found)


def _listed(
    more: re.Pattern[str], level: str, end: int, known: KnownPeople | None, *, complete: bool = False
) -> Iterable[tuple[int, int]]:
    """The names a list goes on with from `end`; where `complete`, in full or not at all."""
    while match := more.match(level, end):
        name = trimmed(match["name"], known, due=True) or _surname_alone(match, level)
        # "Mr A Brook & Mrs B Stroud, NHS": capitals among written names are an abbreviation.
        if name.isupper() and len(name) > 1 and level[end - 1 : end] not in ascii_uppercase:
            break
        if not name or (complete and not (len(words_of(name)) > 1 and whole(name, known))):
            break
        at = match.start("name")
        end = at + len(name)
        yield at, end


def _before_place(level: str, start: int, end: int) -> int:
    """Where the name ends if a place began in it: "J Ollerby Oldmere District Councillor" names J Ollerby."""
    words = level[start:end].split(" ")
    if _OF_PLACE.match(level, end) and len([word for word in words if not is_initial(word)]) > 1 and len(words) > 2:
        return end - len(words[-1]) - 1
    return end


def _stands_alone(name: str, level: str, at: int, known: KnownPeople | None) -> bool:
    """Whether the word after a title such as "Lord" is a name, and not a street or a thing."""
    words = [folded(word) for word in words_of(name)]
    if bears(known, words[-1]) or is_full(name):
        return True
    thing = THING.search(words[0])
    ordinary = words[0] in PLACES or words[0] in WEEKDAYS_MONTHS
    return not (thing or ordinary or place_follows(level, at + len(name)))


# by given name


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
    return one.surname in PLACES and (one.surname not in COMMON_SURNAMES or one.given in _ROYAL)


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
    if surname not in _NO_SURNAMES and not (len(one.words) > 2 and surname in PLACES):
        return one
    cut = _NEXT_BUT_ONE.match(one.level, one.match.start("given"))
    if cut is None or surname in _TRADES or surname in PLACES:
        return None
    shorter = _Given(one.level, one.match, cut["name"], cut["surname"])
    return None if shorter.surname in _NO_SURNAMES else shorter


_NO_SURNAMES = NEVER - COMMON_SURNAMES


# by initials


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
        if place_follows(level, match.end()):
            continue
        line_start = not level[level.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if known_name or (dotted and not (line_start and len(match["initials"].strip()) == 2)):
            yield match.start("initials"), match.end("surname")


# by post


@rule("people.after_post")
def after_post(page: PersonPage) -> Iterator[Stretch]:
    """A post and then at least two words or initials that make a name: "Clerk: Ann Ash"."""
    level, known = page.level, page.known
    for match in matches(_AFTER_ROLE, level):
        name = trimmed(match["name"], known)
        at, end = match.start("name"), match.start("name") + len(name)
        words = words_of(name)
        if len(words) >= 2:
            # A name nobody has heard of is one where a colon announces it, or commas set it off.
            announced = (":" in match["mark"] or match["by"]) and re.match(
                r" *(?:$|[,;(\n]|  |Tel|Email|Ext)", level[end:][:9]
            )
            set_off = match["mark"] == ", " and level[end : end + 1] in ",)"
            shaped = is_initial(words[0]) or folded(words[0]) in GIVEN_NAMES
            if (shaped or ((announced or set_off) and whole(name, known))) and not place_follows(level, end):
                yield at, end
        elif known and len(words) == 1 and match["mark"] != ", " and bears(known, folded(words[0])):
            yield at, end


@rule("people.defining_initials")
def defining_initials(page: PersonPage) -> Iterator[Stretch]:
    """A name whose initials are defined behind it: "N Shah (NS)"."""
    for _, start, end in defined(page.level):
        if is_full(page.level[start:end]) and whole(page.level[start:end], page.known):
            yield start, end


@rule("people.stacked")
def stacked(page: PersonPage) -> Iterable[Stretch]:
    """Names set one under another or in columns, initials and surname each: the names of a vote, say."""
    return _stacked(page.level)


@rule("people.before_post")
def before_post(page: PersonPage) -> Iterator[Stretch]:
    """A name and then a post: "Ann Ash, Clerk"."""
    level = page.level
    for match in matches(_BEFORE_ROLE, level):
        first = words_of(match["name"])[0]
        # "A Parking Officer, Clerk ..." begins with an article: initials must begin their line.
        initialled = is_initial(first) and level[: match.start()].rstrip(" ")[-1:] in ("", "\n", "\t")
        named = initialled or folded(first).split("-")[0] in GIVEN_NAMES
        if (named or ("(" in match["mark"] and not is_initial(first))) and whole(match["name"], page.known):
            yield match.span("name")


def defined(level: str) -> Iterator[tuple[str, int, int]]:
    """Initials and the name they are defined for: as many words before the bracket as they are the initials of."""
    for match in matches(_DEFINED, level):
        for word in re.finditer(r"(?:^|(?<= ))[^ ]+", match["name"]):
            name = match["name"][word.start() :]
            if match["letters"] == "".join(part[0] for part in words_of(name.replace("-", " ")) if part[0].isupper()):
                yield match["letters"], match.start("name") + word.start(), match.end("name")
                break


@remembered
def _stacked(level: str) -> tuple[tuple[int, int], ...]:
    """Names set one under another or in columns, initials and surname each: the names of a vote, say."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    at = 0
    for line in (*level.split("\n"), "end"):
        cells = list(re.finditer(r"[^\t ][^\t]*?(?= *(?:\t| {3,}|$))", line)) if line[1:2] in (" ", ".") else []
        if cells and all(_IN_ITS_CELL.fullmatch(cell[0]) and whole(cell[0], None) for cell in cells):
            run += ((at + cell.start(), at + cell.end()) for cell in cells)
        elif line.strip():
            found += run if len(run) >= _FEWEST_STACKED else ()
            run = []
        at += len(line) + 1
    return tuple(found)


# by what the document says of people elsewhere


@rule("people.roster")
def roster(page: PersonPage) -> Iterator[Stretch]:
    """Names of those who came, as they are listed."""
    for full in page.known.roster if page.known else ():
        yield from _as_listed(full, page.level)


def _as_listed(full: str, level: str) -> Iterator[tuple[int, int]]:
    """Where a name of the roster stands as it is written there, blanks apart; "May" alone is a month more often."""
    words = full.split()
    if (len(words) > 1 or folded(full) not in _WORDS_TOO) and all(word in level for word in words):
        pattern = rf"(?<![\w'-]){' +'.join(map(re.escape, words))}(?![\w-])"
        yield from (match.span() for match in re.finditer(pattern, level))


@rule("people.surname")
def surname(page: PersonPage) -> Iterator[Stretch]:
    """Surnames alone of people the document has introduced."""
    if page.known is None:
        return
    level, known = page.level, page.known
    known_words = {_up_to_mark(one) for one in known.by_surname}
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in known_words)
    for match in chain.from_iterable(_SURNAME.finditer(level, *line) for line in lines_round(sorted(places), level)):
        one = folded(match[0].split(" ")[-1])
        if one not in known.by_surname or one in NEVER or match[0].isupper():
            continue
        # A surname that is a word as well is a person's where a person's doing follows.
        if one in _WORDS_TOO and not _DOES.match(level, match.end()):
            continue
        before = level[max(0, match.start() - 30) : match.start()]
        if first := _abbreviated_there(before, known.by_surname[one]):
            yield match.start() - len(first), match.end()
            continue
        if _JOINED_ON.search(before) and not _SET_OFF.search(before):
            continue
        if place_follows(level, match.end()) or re.match(r" (?:& |[A-Z][a-z])", level[match.end() : match.end() + 4]):
            continue
        yield match.span()


def _up_to_mark(word: str) -> str:
    """The part of a word that `capitalised` knows it by."""
    return re.split(r"[\W_]", word, maxsplit=1)[0]


def _abbreviated_there(before: str, forms: tuple[str, ...]) -> str:
    """The word before a surname, blanks too, where the paper has its initial: "Nila " for N Shah; "" for any other."""
    word = _WORD_BEFORE.search(before)
    if not word or is_common(word[1].strip()) or folded(word[1].strip()) in PLACES_ALONE:
        return ""
    initials = {words_of(form)[0] for form in forms if len(words_of(form)) > 1 and is_initial(words_of(form)[0])}
    return word[1] if word[1][0] in initials else ""


@rule("people.letters")
def letters(page: PersonPage) -> Iterator[Stretch]:
    """Initials the document defines, wherever they stand for somebody: "Proposed by NS", "(AH/PD)"."""
    if page.known is None:
        return
    level, known = page.level, page.known
    for initials, name in known.initials.items():
        if initials not in level:
            continue
        for match in re.finditer(rf"(?<![\w&.'-]){re.escape(initials)}(?![\w&'-]|\.\w)", level):
            begin, stop = line_at(level, match.start())
            before, after = level[begin : match.start()], level[match.end() : stop]
            defining = before.endswith("(") and before.rstrip("( ").endswith(name.split(" ")[-1])
            doing = _DOES.match(level, match.end()) or re.search(r"\bby $", before)
            heading = len(before + after) > 8 and (before + after).isupper()
            if defining or heading or (initials in _LETTERS_TOO and not doing) or re.match(r" [A-Z][a-z]", after):
                continue
            # "21/NS/0042" is a reference, "NS/OB" are two people, and "7.30 PM" is an hour.
            beside = [*re.findall(r"(\w+)/$", before), *re.findall(r"^/(\w+)", after), *re.findall(r"(\d) ?$", before)]
            if all(one in known.initials for one in beside):
                yield match.span()


PersonRule = Rule[[PersonPage], Iterable[Stretch]]
BY_TITLE: tuple[PersonRule, ...] = (titled, couple, honoured, roll, indexed, given_name, initialled)
BY_POST: tuple[PersonRule, ...] = (after_post, defining_initials, stacked, before_post)
BY_DOCUMENT: tuple[PersonRule, ...] = (roster, surname, letters)
