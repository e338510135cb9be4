"""Whom do titles, couples, honours and lists name? "Cllrs Ash and Birch", "Mr and Mrs Elm", "Present: Ann Ash"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import alternatives, pattern, words
from panelsearch.gazetteers.non_names import NEVER, PLACES, SURNAMES_IF_TITLED, WEEKDAYS_MONTHS
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
from panelsearch.ner.name_shape import bears, is_full, place_follows, trimmed, whole
from panelsearch.ner.person_page import PersonPage, Stretch
from panelsearch.text.document_cache import remembered
from panelsearch.text.letters import UPPER
from panelsearch.text.pattern_prefilter import form_of, line_at, lines_with, matches
from panelsearch.text.rule_engine import Rule, rule

_SECOND_TITLE = rf"(?:{pattern('titles.second')}\.? )?"
_RETIRED = r"(?:[ \t]?\((?:[Rr]e?t'?d|[Rr]etired)\.?\))?"
_TITLED = form_of(
    rf"(?<![\w-])(?=[A-Z])(?P<title>{TITLES})\b(?P<mark>\.|:)?(?P<owning>'s?)?{_RETIRED}[ \t]{{0,2}}{_SECOND_TITLE}"
    rf"(?P<name>(?<=[ .:\t]){NO_TITLE}{NAME})",
)
# After these a place or a thing stands as often as a name: "Lord Street", "Major Works", "Mayor Making".
_LOOSE_TITLES = words("titles.before_a_place")
# Offices that are spoken of far more often than named: a surname alone after one is somebody the paper introduces.
_OFFICES = words("titles.office")
_SINGULAR = words("titles.singular")
# Titles written out end a sentence with their full stop: "circulated to Councillors. Points raised ..."
_SHORTENED = re.compile(rf"{pattern('titles.shortened')}$")
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
_POST_NOMINALS = form_of(
    rf"(?P<name>{NO_TITLE}(?:{WORD}|[A-Z]\.?) (?:[A-Z]\.? ){{0,4}}{WORD}),? (?:{_HONOURS})\b",
    known_by=tuple(f" {one}" for one in alternatives("names.honour_printed")),
)
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


_COURTESY = r"(?:Mrs?|Ms|Miss|Dr)"
_GIVEN = rf"(?:{WORD}|(?:[A-Z]\.? ?){{1,3}}(?<! ))"
_JOINT = form_of(
    rf"(?<![\w'&-])(?:(?P<title>{_COURTESY})\.? )?(?P<first>{_GIVEN}) (?:and|&) (?:{_COURTESY}\.? )?"
    rf"(?P<given>{_GIVEN}) ?{SURNAME_PREFIX}?(?P<surname>{WORD})",
    known_by=form_of(rf" (?:and|&) (?=[{UPPER}df])"),
)


@remembered
def joint_names(level: str) -> Mapping[tuple[int, int], str]:
    """The first of two who share a surname, by place: "R" of "Mr R & Mrs J Ash" is R Ash."""
    found: dict[tuple[int, int], str] = {}
    for match in matches(_JOINT, level):
        first, given = match["first"].strip(), match["given"].strip()
        initials = is_initial(words_of(first)[0]) and is_initial(words_of(given)[0]) and match["title"]
        named = folded(first) in GIVEN_NAMES and folded(given) in GIVEN_NAMES
        before = level[max(0, match.start() - 20) : match.start()]
        if (initials or named) and folded(match["surname"]) not in NEVER and not _CAPITAL_BEFORE.search(before):
            found[match.start("first"), match.start("first") + len(first)] = f"{first} {match['surname']}"
    return found


_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'-]*\.? $")


@rule("people.joint")
def joint(page: PersonPage) -> Iterable[Stretch]:
    """ "Pam & Paul Ash", "Mr R & Mrs J Ash": the first of the two."""
    return joint_names(page.level)


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
