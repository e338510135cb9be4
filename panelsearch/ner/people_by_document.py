"""Who is meant by what the document says of people elsewhere: names as listed, surnames, first names, initials?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import any_word, pattern, words
from panelsearch.gazetteers.non_names import COMMON_SURNAMES, NEVER, PLACES, WEEKDAYS_MONTHS
from panelsearch.ner.coreference import KnownPeople, folded, is_initial, words_of
from panelsearch.ner.name_patterns import (
    CAPITALS,
    SURNAME_PREFIX,
    TITLES,
    WORD,
)
from panelsearch.ner.name_shape import PLACES_ALONE, is_common, place_follows
from panelsearch.ner.person_page import PersonPage, Stretch
from panelsearch.text.pattern_prefilter import capitalised, line_at, lines_round
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import rule

_SURNAME = re.compile(rf"(?<![\w'-]){SURNAME_PREFIX}?(?:{WORD}|{CAPITALS})(?![\w-])")
# What stands before a surname: a word of the same name, unless it is a title or ends what came before.
_JOINED_ON = re.compile(r"(?:\b[A-Z][\w'-]*\.? {1,2}|[\w]/|& )$")
_SET_OFF = KnownPattern(
    rf"(?:{TITLES})\.? {{0,2}}$|\b(?i:{any_word('posts.word')})\.? {{0,2}}$|[.;:!?] ?(?:\w+ )?\.? {{0,2}}$"
    r"|(?:By|Proposed|Seconded)\.? {0,2}$"
)
_WORD_BEFORE = re.compile(rf"(?:^|[^\w.' -] ?|[a-z,.] )({WORD} {{1,2}})$")
# Initials that mean something else as often: an hour, an office, a council.
_LETTERS_TOO = words("names.letters_too")
_WORDS_TOO = PLACES | COMMON_SURNAMES | WEEKDAYS_MONTHS | GIVEN_NAMES
_GIVEN_NAMES_ALONE = GIVEN_NAMES - PLACES - WEEKDAYS_MONTHS
_DOES = re.compile(rf" {pattern('cues.does')}|'s? {pattern('cues.of_somebody')}\b")
# Before initials or a first name: somebody did it, or something is for them to do.
_DONE = re.compile(rf"(?:^|[\t\n(:;,./]|\b{pattern('cues.done_by')}) {{0,2}}[:\-–]? {{0,2}}$")
_PARAGRAPH = re.compile(r"(?:^|[.!?:;] )\d+(?:\.\d+)+\.? ?$")
"""A paragraph's number: "1.1 NS said", not "at 7.30 PM"."""
_NUMBER_BEFORE = re.compile(r"\d ?$")
_SPEAKS_FROM, _SPEAKS = re.compile(r"(?:^|[.!?:;)\]\t] ?)$"), re.compile(r": [a-z£$€\d\"“]")
"""What somebody says, behind the name and a colon."""
_TWO_OF_THEM = re.compile(r"(?:^|[\s(\[])(?P<other>[A-Z][\w'-]+)/$")
"""The first of two surnames parted by a stroke: mover and seconder."""
_MORE_OF_A_NAME = re.compile(
    r" (?!(?:and|AND|To|That|The|For|Second(?:ed)?|Moved|Motion|Ayes?|Nays?)\b)(?:& )?[A-Z][\w'-]|'[a-z]{2}|-[A-Z]"
)


_GAP = r"(?: +| ?\n ?)"
"""Between the words of a name that is known: a line may end there."""


@rule("people.roster")
def roster(page: PersonPage) -> Iterator[Stretch]:
    """Names of those who came, as they are listed."""
    for full in page.known.roster if page.known else ():
        yield from _as_listed(full, page.level)


def _as_listed(full: str, level: str) -> Iterator[tuple[int, int]]:
    """Where a name of the roster stands as it is written there, blanks apart; "May" alone is a month more often.

    A given name alone is theirs where no other word of a name stands beside it.
    """
    words = full.split()
    if len(words) == 1 and folded(full) in _GIVEN_NAMES_ALONE:
        for at in capitalised(level).get(full, ()):
            match = _CALLED.match(level, at)
            if match and match[0] == full and _stands_alone(level, match):
                yield match.span()
    elif (len(words) > 1 or folded(full) not in _WORDS_TOO) and all(map(level.__contains__, words)):
        name = re.compile(rf"(?<![\w'-]){_GAP.join(map(re.escape, words))}(?![\w-])")
        at = level.find(words[0])
        while at >= 0:
            match = name.match(level, at)
            if match:
                yield match.span()
            at = level.find(words[0], match.end() if match else at + 1)


@rule("people.surname")
def surname(page: PersonPage) -> Iterator[Stretch]:
    """Surnames alone of people the document has introduced."""
    if page.known is None:
        return
    level, known = page.level, page.known
    places = chain.from_iterable(of for word, of in capitalised(level).items() if word.lower() in known.surnames_begin)
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
        if _JOINED_ON.search(before) and not _SET_OFF.search(before) and not _is_second_of_two(before, known):
            continue
        if place_follows(level, match.end()) or re.match(r" (?:& |[A-Z][a-z])", level[match.end() : match.end() + 4]):
            continue
        yield match.span()


def _is_second_of_two(before: str, known: KnownPeople) -> bool:
    """Whether another surname stands before one, parted by a stroke: "Birch/Ash"."""
    other = _TWO_OF_THEM.search(before)
    return other is not None and folded(other["other"]) in known.by_surname


def _abbreviated_there(before: str, forms: tuple[str, ...]) -> str:
    """The word before a surname, blanks too, where the paper has its initial: "Nila " for N Shah; "" for any other."""
    word = _WORD_BEFORE.search(before)
    if not word or is_common(word[1].strip()) or folded(word[1].strip()) in PLACES_ALONE:
        return ""
    initials = {words_of(form)[0] for form in forms if len(words_of(form)) > 1 and is_initial(words_of(form)[0])}
    return word[1] if word[1][0] in initials else ""


@rule("people.letters")
def letters(page: PersonPage) -> Iterator[Stretch]:
    """Initials the document defines, wherever they stand for somebody: "Proposed by NS", "(AH/PD)", "N Shah (NS)"."""
    if page.known is None:
        return
    level, known = page.level, page.known
    for initials in known.initials:
        if initials not in level:
            continue
        for match in re.finditer(rf"(?<![\w&.'-]){re.escape(initials)}(?![\w&'-]|\.\w)", level):
            begin, stop = line_at(level, match.start())
            before = level[begin : match.start()].rpartition("\t")[2]
            after = level[match.end() : stop].partition("\t")[0]
            heading = len(before + after) > 8 and (before + after).isupper()
            defining = before.endswith("(") and before.rstrip("( ").endswith(known.initials[initials].split(" ")[-1])
            sure = defining or initials not in _LETTERS_TOO or _is_done(level, match)
            if heading or re.match(r" [A-Z][a-z]", after) or not sure:
                continue
            # "21/NS/0042" is a reference, "NS/OB" are two people, and "7.30 PM" is an hour.
            beside = [*re.findall(r"(\w+)/$", before), *re.findall(r"^/(\w+)", after)]
            if not _is_numbered(before) and all(one in known.initials for one in beside):
                yield match.span()


@rule("people.first_name")
def first_name(page: PersonPage) -> Iterator[Stretch]:
    """Given names alone, or with the first letter of a surname, of people so called: "Ann", "Ann B"."""
    if page.known is None:
        return
    level, known = page.level, page.known
    for word, places in capitalised(level).items():
        if folded(word) not in known.by_given:
            continue
        for match in (one for at in places if (one := _CALLED.match(level, at))):
            if _stands_alone(level, match):
                yield match.span()


_CALLED = re.compile(rf"{WORD}(?: [A-Z]{{1,2}}(?![\w'.]))?(?![\w-])")


def uses_given_name(level: str, word: str) -> Iterator[bool]:
    """For each place of a given name that stands alone, whether somebody does something there."""
    for at in capitalised(level).get(word, ()):
        match = _CALLED.match(level, at)
        if match and _stands_alone(level, match):
            yield _is_done(level, match)


def uses_initials(level: str, initials: str) -> bool:
    """Whether initials stand where somebody does something."""
    return any(
        _is_done(level, match) for match in re.finditer(rf"(?<![\w&.'/-]){re.escape(initials)}(?![\w&'-]|\.\w)", level)
    )


def _stands_alone(level: str, match: re.Match[str]) -> bool:
    """Whether no other word of a name stands beside a given name, and no place's."""
    before = level[max(0, match.start() - 24) : match.start()]
    if _JOINED_ON.search(before) and not (_SET_OFF.search(before) or _DONE.search(before)):
        return False
    return not _MORE_OF_A_NAME.match(level, match.end()) and not place_follows(level, match.end())


def _is_numbered(before: str) -> bool:
    """Whether a number stands before letters, an hour's or a reference's, that is no paragraph's."""
    return _NUMBER_BEFORE.search(before) is not None and _PARAGRAPH.search(before) is None


def _is_done(level: str, match: re.Match[str]) -> bool:
    """Whether somebody does something, or it is theirs to do."""
    before = level[max(0, match.start() - 24) : match.start()]
    if _is_numbered(before):
        return False
    speaks = _SPEAKS.match(level, match.end()) is not None and _SPEAKS_FROM.search(before) is not None
    return speaks or bool(_DOES.match(level, match.end()) or _DONE_BY.search(before))


_DONE_BY = re.compile(rf"\b{pattern('cues.done_by')} {{0,2}}[:\-–]? {{0,2}}$")
